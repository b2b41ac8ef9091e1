// A PKCS#11 module of its own: SoftHSM's, whose card a test can take out of the reader and put back, and which counts
// how often a PIN is tried. CORTEGE_TEST_CARD names a folder: the file `removed` in it means that the card is out;
// each attempt at the PIN adds a byte to `logins`.
#define CRYPTOKI_GNU 1
#include <p11-kit/pkcs11.h>

#include <cstdlib>
#include <dlfcn.h>
#include <fcntl.h>
#include <string>
#include <unistd.h>

namespace
{

ck_function_list *g_soft = nullptr;
bool g_wasOut = false; // sessions of before are no more, as with a real card

std::string fileOfCard(const char *name)
{
    const char *const folder = std::getenv("CORTEGE_TEST_CARD");
    return std::string(folder ? folder : ".") + '/' + name;
}
bool isOut() { return ::access(fileOfCard("removed").c_str(), F_OK) == 0; }
bool isGone()
{
    g_wasOut = g_wasOut || isOut();
    return g_wasOut;
}
void countLogin()
{
    const int file = ::open(fileOfCard("logins").c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (file >= 0 && ::write(file, "x", 1) == 1)
        ::close(file);
}

ck_rv_t initialize(void *arguments)
{
    g_wasOut = false;
    return g_soft->C_Initialize(arguments);
}
ck_rv_t slotInfo(ck_slot_id_t slot, ck_slot_info *info)
{
    const ck_rv_t result = g_soft->C_GetSlotInfo(slot, info);
    if (isOut())
        info->flags &= ~static_cast<ck_flags_t>(CKF_TOKEN_PRESENT);
    return result;
}
ck_rv_t tokenInfo(ck_slot_id_t slot, ck_token_info *info)
{
    return isOut() ? CKR_TOKEN_NOT_PRESENT : g_soft->C_GetTokenInfo(slot, info);
}
ck_rv_t openSession(ck_slot_id_t slot, ck_flags_t flags, void *data, ck_notify_t notify, ck_session_handle_t *session)
{
    return isGone() ? CKR_TOKEN_NOT_PRESENT : g_soft->C_OpenSession(slot, flags, data, notify, session);
}
ck_rv_t login(ck_session_handle_t session, ck_user_type_t user, unsigned char *pin, unsigned long size)
{
    if (isGone())
        return CKR_DEVICE_REMOVED;
    countLogin();
    return g_soft->C_Login(session, user, pin, size);
}
ck_rv_t findInit(ck_session_handle_t session, ck_attribute *wanted, unsigned long count)
{
    return isGone() ? CKR_DEVICE_REMOVED : g_soft->C_FindObjectsInit(session, wanted, count);
}
ck_rv_t signInit(ck_session_handle_t session, ck_mechanism *mechanism, ck_object_handle_t key)
{
    return isGone() ? CKR_DEVICE_REMOVED : g_soft->C_SignInit(session, mechanism, key);
}
ck_rv_t deriveKey(ck_session_handle_t session, ck_mechanism *mechanism, ck_object_handle_t base, ck_attribute *wanted,
    unsigned long count, ck_object_handle_t *key)
{
    return isGone() ? CKR_DEVICE_REMOVED : g_soft->C_DeriveKey(session, mechanism, base, wanted, count, key);
}

ck_function_list *softhsm()
{
    void *const module = ::dlopen("/usr/lib/softhsm/libsofthsm2.so", RTLD_NOW | RTLD_LOCAL);
    const auto list
        = module ? reinterpret_cast<ck_rv_t (*)(ck_function_list **)>(::dlsym(module, "C_GetFunctionList")) : nullptr;
    ck_function_list *functions = nullptr;
    return list && list(&functions) == CKR_OK ? functions : nullptr;
}

} // namespace

extern "C" [[gnu::visibility("default")]] ck_rv_t C_GetFunctionList(ck_function_list **list)
{
    static ck_function_list functions;
    if (!g_soft)
        g_soft = softhsm();
    if (!g_soft)
        return CKR_GENERAL_ERROR;
    functions = *g_soft;
    functions.C_GetFunctionList = C_GetFunctionList;
    functions.C_Initialize = initialize;
    functions.C_GetSlotInfo = slotInfo;
    functions.C_GetTokenInfo = tokenInfo;
    functions.C_OpenSession = openSession;
    functions.C_Login = login;
    functions.C_FindObjectsInit = findInit;
    functions.C_SignInit = signInit;
    functions.C_DeriveKey = deriveKey;
    *list = &functions;
    return CKR_OK;
}
