using Platform.Simulator.Company;
using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;
using Platform.Simulator.Usage;

namespace Platform.Simulator.Live;

/// <summary>
/// The company's use from now on, as batches to send: accounts in proportion to how much they use the product on that
/// day, some events late, some batches twice. Which accounts, users and features are drawn depends on the seed alone;
/// the instants, and with them the event ids, on the clock.
/// </summary>
public sealed class LiveTraffic
{
    private const int RepeatsWaitFor = 8;

    private readonly SoftwareCompany _company;
    private readonly TrafficOptions _options;
    private readonly TimeProvider _clock;
    private readonly Prng _random;
    private readonly Queue<(long DueAt, TrafficBatch Batch)> _repeats = new();
    private readonly double[] _weights;
    private DateOnly _weightsOf;
    private long _number;
    private long _sent;

    public LiveTraffic(SoftwareCompany company, TrafficOptions options, TimeProvider clock)
    {
        _company = company;
        _options = options;
        _clock = clock;
        _random = Prng.For(company.Options.Seed, "live");
        _weights = new double[company.Accounts.Count];
    }

    /// <summary>The next batch to send: a new one, or a repeat that has become due.</summary>
    public TrafficBatch Next()
    {
        _sent++;
        if (_repeats.TryPeek(out var waiting) && waiting.DueAt <= _sent)
            return _repeats.Dequeue().Batch;

        var now = _clock.GetUtcNow();
        Weigh(DateOnly.FromDateTime(now.UtcDateTime));
        var events = new UsageEvent[_options.BatchSize];
        for (var i = 0; i < events.Length; i++)
            events[i] = One(now);

        var batch = new TrafficBatch(++_number, IsRepeat: false, events);
        if (_random.Chance(_options.RepeatedBatches))
            _repeats.Enqueue((_sent + _random.Whole(1, RepeatsWaitFor), batch with { IsRepeat = true }));
        return batch;
    }

    private UsageEvent One(DateTimeOffset now)
    {
        var account = _company.Accounts[_random.PickWeighted(_weights)];
        var user = _random.Pick(account.Users);
        var late = _random.Chance(_options.LateEvents);
        var by = late ? _options.LatestBy * _random.Share() : TimeSpan.FromMilliseconds(_random.Whole(0, 2_000));
        var at = now - by;
        at = at.AddTicks(-(at.Ticks % TimeSpan.TicksPerMillisecond));
        return new(
            SimulatedId.At(at, _random),
            $"{_company.Options.Source}:{account.Id}",
            user.Id,
            Feature.Catalogue[_random.PickWeighted(user.FeatureWeights)].Key,
            _random.Chance(0.8) ? 1 : _random.Whole(2, 6),
            at
        )
        {
            AccountNumber = account.Number,
        };
    }

    private void Weigh(DateOnly day)
    {
        if (_weightsOf == day)
            return;
        _weightsOf = day;
        for (var i = 0; i < _weights.Length; i++)
        {
            var account = _company.Accounts[i];
            _weights[i] = Mood.Presence(account.Story, day) * Mood.Intensity(account.Story, day) * account.Users.Count;
        }
    }
}
