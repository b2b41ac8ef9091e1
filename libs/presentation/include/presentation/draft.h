#pragma once

#include <domain/result.h>
#include <presentation/formcontent.h>

#include <QtCore/QByteArray>
#include <QtCore/QSet>

namespace cortege::presentation
{

/// What was typed and not saved yet, as it outlives a crash.
struct Draft {
    FormContent content;
    /// What the person started from; nothing for a new event.
    std::optional<EventRecord> base;
    int baseRevision = 0;
    UtcTime typedAt {}; ///< this workstation's clock

    friend bool operator==(const Draft &, const Draft &) = default;
};

/// An event to begin others with: what stood in a form, under a name.
struct EventModel {
    QString name;
    FormContent content; ///< without dates

    friend bool operator==(const EventModel &, const EventModel &) = default;
};

/// As a model is kept: the dates are left out, the times of day stay.
EventModel modelOf(const QString &name, FormContent content);

/// What a list of events was reduced to, under a name.
struct SavedFilter {
    QString name;
    QString text;
    QSet<int> kinds; ///< of EventKind; empty: all
    int period = 0; ///< number in the choice of periods; "aujourd’hui" is meant, not its date
    bool cancelled = false; ///< these as well

    friend bool operator==(const SavedFilter &, const SavedFilter &) = default;
};

/// Larger drafts and models are not kept: far more than a person types, but perhaps a mishap with the clipboard.
inline constexpr qsizetype kDraftBytes = qsizetype { 4 } * 1024 * 1024;

/// CBOR (RFC 8949), with the version of the format. TooLarge over kDraftBytes.
Result<QByteArray> encode(const Draft &draft);
Result<QByteArray> encode(const EventModel &model);
Result<QByteArray> encode(const SavedFilter &filter);
/// Corrupt for anything that `encode` did not write, whatever the bytes.
Result<Draft> decodeDraft(const QByteArray &bytes);
Result<EventModel> decodeModel(const QByteArray &bytes);
Result<SavedFilter> decodeFilter(const QByteArray &bytes);

} // namespace cortege::presentation
