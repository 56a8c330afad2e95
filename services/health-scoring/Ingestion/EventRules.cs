using System.Text;
using Microsoft.Extensions.Options;
using Platform.HealthScoring.Usage.Encoding;

namespace Platform.HealthScoring.Ingestion;

/// <summary>What makes one event acceptable; the same for JSON and gRPC. Answers a rejection's code and reason, or
/// null.</summary>
public sealed class EventRules(IOptions<UsageOptions> options, TimeProvider clock)
{
    public const int MostUserBytes = 400;
    public const int MostFeatureBytes = 200;
    public const int MostTeamBytes = 200;
    public const long MostQuantity = 1_000_000_000;

    private static readonly long EarliestMs = new DateTimeOffset(
        2000,
        1,
        1,
        0,
        0,
        0,
        TimeSpan.Zero
    ).ToUnixTimeMilliseconds();

    /// <summary>The span of instants that a batch received now may hold.</summary>
    public TimeBounds Bounds(bool backfill)
    {
        var now = clock.GetUtcNow();
        return new TimeBounds(
            backfill ? EarliestMs : now.AddDays(-options.Value.LatenessDays).ToUnixTimeMilliseconds(),
            now.AddMinutes(options.Value.FutureMinutes).ToUnixTimeMilliseconds(),
            backfill ? 0 : options.Value.LatenessDays
        );
    }

    public static (string Code, string Reason)? FaultOf(
        in EventText text,
        long? quantity,
        long? occurredAtMs,
        TimeBounds bounds
    )
    {
        if (text.EventId.IsEmpty)
            return (
                "invalid_event_id",
                "eventId is missing: send a uuid (version 7 is best) or the source's own id as text."
            );
        if (text.EventId.Length > EventIds.MostBytes || !PlainText.Is(text.EventId))
            return ("invalid_event_id", "eventId is no text of at most 200 characters.");
        if (text.Account.IsEmpty)
            return ("missing_account", "Name the account: accountId with its id, or account with source:externalId.");
        if (text.User.IsEmpty)
            return ("missing_user", "user is missing: send the product's own user id.");
        if (text.User.Length > MostUserBytes || !PlainText.Is(text.User))
            return ("invalid_user", $"user is no text of at most {MostUserBytes} bytes.");
        if (text.Feature.IsEmpty)
            return ("missing_feature", "feature is missing: send the feature's name in the catalogue.");
        if (text.Feature.Length > MostFeatureBytes || !PlainText.Is(text.Feature))
            return ("invalid_feature", $"feature is no text of at most {MostFeatureBytes} bytes.");
        if (quantity is null or < 1 or > MostQuantity)
            return (
                "invalid_quantity",
                $"quantity{Shown(text.Quantity)} is no whole number from 1 to {MostQuantity}; count in a smaller "
                    + $"unit if yours has fractions."
            );
        return occurredAtMs is { } at
            ? bounds.FaultOf(at)
            : (
                "invalid_occurred_at",
                $"occurredAt{Shown(text.OccurredAt)} is no RFC 3339 instant with an offset, for example "
                    + $"2026-01-31T09:30:00.000Z."
            );
    }

    /// <summary>Of the fields that hardly any event has.</summary>
    public static (string Code, string Reason)? FaultOfOptional(ReadOnlySpan<byte> outcome, ReadOnlySpan<byte> team)
    {
        if (!outcome.IsEmpty && !IsDenied(outcome) && !outcome.SequenceEqual("ok"u8))
            return (
                "invalid_outcome",
                $"outcome '{Show(outcome)}' is neither ok nor denied; leave it out for what was used."
            );
        return team.Length > MostTeamBytes || !PlainText.Is(team)
            ? ("invalid_team", $"team is no text of at most {MostTeamBytes} bytes.")
            : null;
    }

    /// <summary>The product refused it: the feature is of a higher tier than the account has.</summary>
    public static bool IsDenied(ReadOnlySpan<byte> outcome) => outcome.SequenceEqual("denied"u8);

    private static string Shown(ReadOnlySpan<byte> value) => value.IsEmpty ? "" : $" '{Show(value)}'";

    public static string Show(ReadOnlySpan<byte> text) =>
        Encoding.UTF8.GetString(text.Length > 200 ? text[..200] : text);
}
