using Platform.Contracts.HealthScoring;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.Messaging;

namespace Platform.Accounts.Portfolio;

/// <summary>Keeps what the last validation of each segment's scorecard observed of its bands.</summary>
internal sealed class KeepRateProjection(KeepProbabilities keep) : IEventHandler<ScorecardValidated>
{
    public async Task HandleAsync(ScorecardValidated domainEvent, UnitOfWork work, CancellationToken ct)
    {
        await work.ExecuteAsync(
            Put,
            new
            {
                domainEvent.Segment,
                Bands = domainEvent.Bands.Select(band => HealthBands.NameOf(band.Band)).ToArray(),
                Rates = domainEvent.Bands.Select(band => band.KeepRate).ToArray(),
                domainEvent.OccurredAt,
            }
        );
        await keep.RefreshSegmentAsync(work, domainEvent.Segment);
    }

    private const string Put = """
        insert into band_keep_rate as known (segment, band, rate, validated_at)
        select @Segment, band, rate, @OccurredAt from unnest(@Bands, @Rates) as row (band, rate)
        on conflict (segment, band) do update set rate = excluded.rate, validated_at = excluded.validated_at
        where known.validated_at <= excluded.validated_at
        """;
}
