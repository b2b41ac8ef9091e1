#include "../acts.h"
#include "../card.h"
#include "../dataregister.h"
#include "../day.h"
#include "../files.h"
#include "../handoverpackage.h"

#include <domain/geojson.h>
#include <pki/files.h>
#include <pki/parcel.h>
#include <storage/sqliteconvention.h>
#include <storage/sqlitejournal.h>

#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>

#include <algorithm>

namespace cortege::admincli
{
using namespace Qt::StringLiterals;
namespace
{

QByteArray sha256Of(const QByteArray &bytes) { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256); }

/// Use ends with the convention (Art. 9), and this is one.
Result<> expectInForce(const QString &database, UtcTime now)
{
    using storage::SqliteConvention;
    return SqliteConvention::open(database, SqliteConvention::Access::ReadOnly)
        .and_then([](const auto &acts) { return acts->read(); })
        .and_then([now](const Convention &convention) {
            return convention.status(now).isInForce() ? Result<>()
                                                      : fail(Failure::Forbidden, u"the convention is not in force"_s);
        });
}

/// Those that touch the days, are of the kinds, and stand: what was cancelled is nobody's business.
Result<std::vector<EventVersion>> eventsFor(
    const HandedOver &handed, const QString &database, const PayloadCipher &cipher)
{
    const UtcTime begin = midnight(handed.from);
    const UtcTime end = midnight(handed.to.addDays(1));
    const auto isMeant = [&](const EventVersion &event) {
        const auto begins = event.record.begins ? event.record.begins : event.record.ends;
        return begins && event.state == EventState::Active && *begins < end
            && event.record.ends.value_or(*begins) >= begin && std::ranges::contains(handed.kinds, event.record.kind());
    };
    std::vector<EventVersion> events;
    return storage::SqliteJournalReader::open(database, cipher)
        .and_then([&](const auto &reader) {
            return reader->forEachEvent([&](const EventVersion &event) {
                if (isMeant(event))
                    events.push_back(event);
            });
        })
        .transform([&events] { return std::move(events); });
}

class HandoverCreate final : public ImmediateCommand
{
    QString name() const override { return u"handover create"_s; }
    QString description() const override
    {
        return Admin::tr(
            "remet des événements à un prestataire : un paquet que lui seul peut lire, inscrit au registre");
    }
    std::vector<Option> options() const override
    {
        std::vector<Option> options { databaseOption(), keysOption(), keysPinFileOption(),
            { "provider"_L1, Admin::tr("NOM"), Admin::tr("le prestataire"), Option::Wanted::Once },
            { "contact"_L1, Admin::tr("SERVICE"), Admin::tr("son service qui en répond"), Option::Wanted::Once },
            { "certificate"_L1, Admin::tr("PEM"),
                Admin::tr("certificat du prestataire : RSA de 3072 bits au moins, ou P-256"), Option::Wanted::Once },
            { "purpose"_L1, Admin::tr("TEXTE"), Admin::tr("la finalité"), Option::Wanted::Once },
            { "until"_L1, Admin::tr("DATE"), Admin::tr("à détruire au plus tard ce jour (2026-12-31)"),
                Option::Wanted::Once },
            { "from"_L1, Admin::tr("DATE"), Admin::tr("événements à partir de ce jour"), Option::Wanted::Once },
            { "to"_L1, Admin::tr("DATE"), Admin::tr("jusqu’à ce jour compris"), Option::Wanted::Once },
            { "kind"_L1, Admin::tr("NATURE"),
                Admin::tr("de cette nature seulement (manifestationStatique…), à répéter ; sans elle, toutes"),
                Option::Wanted::Repeated },
            { "out"_L1, Admin::tr("FICHIER"), Admin::tr("le paquet, lisible du prestataire seul"),
                Option::Wanted::Once } };
        std::ranges::move(actingOptions(), std::back_inserter(options));
        return options;
    }

    static std::expected<HandedOver, Trouble> read(const Arguments &arguments)
    {
        HandedOver handed { .id = HandoverId::make(),
            .provider = arguments.value("provider"_L1).simplified(),
            .contact = arguments.value("contact"_L1).simplified(),
            .certificate = {},
            .purpose = arguments.value("purpose"_L1).simplified(),
            .until = {},
            .from = {},
            .to = {},
            .kinds = {},
            .form = u"geojson"_s,
            .package = {} };
        for (const auto &[option, day] : { std::pair("until"_L1, &HandedOver::until),
                 std::pair("from"_L1, &HandedOver::from), std::pair("to"_L1, &HandedOver::to) }) {
            const auto read = dayOf(arguments, option);
            if (!read)
                return std::unexpected(read.error());
            handed.*day = *read;
        }
        const QStringList kinds = arguments.values("kind"_L1);
        for (const QString &text : kinds) {
            if (!kindFromJsonName(text))
                return misused(Admin::tr("Nature inconnue : --kind %1").arg(text));
        }
        std::ranges::copy_if(kEventKinds, std::back_inserter(handed.kinds),
            [&](EventKind kind) { return kinds.isEmpty() || kinds.contains(jsonName(kind)); });
        return handed;
    }

    Outcome run(const Arguments &arguments, const Context &context) override
    {
        auto handed = read(arguments);
        if (!handed)
            return std::unexpected(handed.error());
        const QString out = arguments.value("out"_L1);
        const QString database = arguments.value("database"_L1);
        const UtcTime now = context.clock.now();
        const auto certificate = expectFree({ out })
                                     .and_then([&] { return pki::readPemFile(arguments.value("certificate"_L1)); })
                                     .and_then([&](const QByteArray &pem) {
                                         return pki::checkRecipient(pem, now).and_then([&] {
                                             handed->certificate = fingerprintOfPem(pem).value_or(Fingerprint());
                                             return Result<QByteArray>(pem);
                                         });
                                     });
        if (!certificate)
            return failed(certificate.error());
        const auto acting = actingSteward(arguments, context);
        if (!acting)
            return failed(acting.error());
        if (const auto inForce = expectInForce(database, now); !inForce)
            return failed(inForce.error());
        const auto keys = keysFrom(arguments, context);
        if (!keys)
            return failed(keys.error());
        const auto events = eventsFor(*handed, database, **keys);
        if (!events)
            return failed(events.error());
        if (events->empty())
            return failed(Admin::tr("Aucun événement de ces natures et de ces jours : rien n’est remis."));
        handed->events = static_cast<int>(events->size());
        const auto package
            = acting->signer.signWhole(handoverContent(*handed, *events, now)).and_then([&](const QByteArray &whole) {
                  return pki::enclose(whole, *certificate);
              });
        if (!package)
            return failed(package.error());
        handed->package = sha256Of(*package);
        // First the file: what the register says has left can be sent. Without the register's word it must not be.
        if (const auto written = pki::writePrivateFile(out, *package); !written)
            return failed(written.error());
        const auto recorded = DataRegister::open(database, **keys).and_then([&](const auto &data) {
            return data->acts().record(data->store(), *handed, acting->person.author(), acting->signer, context.clock);
        });
        if (!recorded) {
            QFile::remove(out);
            return failed(recorded.error());
        }
        context.terminal.say(Admin::tr("Remise %1 : %2 événements pour %3, à détruire au plus tard le %4. Paquet : %5")
                .arg(handed->id.toString())
                .arg(handed->events)
                .arg(handed->provider, shownDay(handed->until), out));
        return {};
    }
};

} // namespace

std::unique_ptr<Command> handoverCreate() { return std::make_unique<HandoverCreate>(); }

} // namespace cortege::admincli
