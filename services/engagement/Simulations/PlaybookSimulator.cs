using Platform.Engagement.Accounts;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Runs;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Simulations;

/// <summary>Replays what was heard and lets a playbook decide, by the very lines that decide live, without any effect.
/// People are taken to do at once what they are asked, and to approve.</summary>
internal sealed class PlaybookSimulator(PlaybookDefinition definition, HistoryBook book, BusinessCalendar calendar)
{
    private const int MostMoves = 500;
    private const int MostShown = 200;
    private readonly List<SimulatedState> _all = [];
    private readonly Dictionary<Guid, List<SimulatedState>> _open = [];
    private readonly PriorityQueue<SimulatedState, DateTimeOffset> _due = new();
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _steps = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _approvals = new(StringComparer.Ordinal);
    private int _events;

    /// <summary>One more event; runs start only from <paramref name="from"/> on.</summary>
    public void Apply(HistoryEvent it, DateTimeOffset from)
    {
        AdvanceTo(it.At);
        book.Apply(it);
        if (it.At < from || book.Find(it.AccountId) is not { } account)
            return;
        _events++;
        foreach (var run in _open.GetValueOrDefault(it.AccountId, []).ToList())
            Hear(run, account, it);
        Start(account, it);
    }

    /// <summary>Lets the runs go on to an instant.</summary>
    public void AdvanceTo(DateTimeOffset at)
    {
        while (_due.TryPeek(out var run, out var due) && due <= at)
        {
            _due.Dequeue();
            // What an event ended or brought on meanwhile has another moment.
            if (run.End is null && run.NextAt == due)
                Move(run, "due", due);
        }
    }

    public SimulationResult Result(IReadOnlyDictionary<Guid, AccountCopy> today) =>
        new(
            _events,
            _all.Count,
            _all.Select(run => run.AccountId).Distinct().Count(),
            Plain(_steps),
            Plain(_approvals),
            [
                .. _all.Take(MostShown)
                    .Select(run =>
                    {
                        var now = today.GetValueOrDefault(run.AccountId);
                        return new SimulatedRun(
                            run.AccountId,
                            now?.Name ?? "",
                            run.StartedAt,
                            run.End?.State ?? "waiting",
                            run.End?.Reason ?? run.WaitsFor,
                            run.Done,
                            run.ScoreThen,
                            now?.Score,
                            now?.IsChurned == true
                        );
                    }),
            ]
        );

    private void Start(AccountCopy account, HistoryEvent it)
    {
        var trigger = definition.Trigger;
        var isTriggered = trigger.Kind switch
        {
            "event" => trigger.Event == it.Type,
            "segment" => it.Type == (trigger.OnEntering ? "accounts.segment-entered.v1" : "accounts.segment-left.v1")
                && it.Body.TryGetProperty("segment", out var segment)
                && segment.GetString() == trigger.Segment,
            _ => false,
        };
        var facts = new PlaybookFacts(account, Event: it.Body);
        var today = calendar.DateOf(it.At);
        if (
            !isTriggered
            || trigger.When?.Matches(facts, today) == false
            || definition.Entry.When?.Matches(facts, today) == false
            || (account.IsChurned && !definition.TakesChurned)
        )
            return;
        var key = string.Join('|', definition.Entry.Dedupe.Select(field => $"{facts[field.ToLowerInvariant()]}"));
        if (_all.Exists(run => run.AccountId == account.AccountId && run.Key == key && Bars(run, it.At)))
            return;
        var started = new SimulatedState(account.AccountId, key, it.At, account.Score, it.Body)
        {
            Step = definition.Steps[0].Key,
        };
        _all.Add(started);
        if (!_open.TryGetValue(account.AccountId, out var open))
            _open[account.AccountId] = open = [];
        open.Add(started);
        Move(started, "first", it.At);
    }

    private bool Bars(SimulatedState run, DateTimeOffset at) =>
        run.End is null
        || definition.Entry.ReenterAfterDays is not { } days
        || (days > 0 && run.EndedAt.AddDays(days) > at);

    private void Hear(SimulatedState run, AccountCopy account, HistoryEvent it)
    {
        if (definition.Exit.Events.Contains(it.Type, StringComparer.Ordinal))
        {
            EndAt(run, new RunMove.End("exited", $"The event {it.Type} came."), it.At);
            return;
        }

        var facts = FactsOf(run, account, it.At);
        if (RunCore.Exits(definition, facts, calendar.DateOf(it.At)) is { } exit)
            EndAt(run, new RunMove.End("exited", exit), it.At);
        else if (
            definition.Find(run.Step) is { Wait: { } wait } step
            && RunCore.Answers(
                step,
                it.Type,
                wait.Event is null ? facts : facts with { Event = it.Body },
                calendar.DateOf(it.At)
            )
        )
            Move(run, "event", it.At);
    }

    private void Move(SimulatedState run, string woken, DateTimeOffset at)
    {
        for (var moves = 0; moves < MostMoves && run.End is null; moves++)
        {
            var account = book.Find(run.AccountId)!;
            var position = new RunPosition(run.Step, woken, run.Approval);
            switch (RunCore.Next(definition, position, FactsOf(run, account, at), at, calendar))
            {
                case RunMove.End end:
                    EndAt(run, end, at);
                    return;
                case RunMove.Wait wait:
                    (run.NextAt, run.WaitsFor) = (wait.At, wait.For);
                    _due.Enqueue(run, wait.At);
                    return;
                case RunMove.Pass pass:
                    (run.Step, run.Approval, woken) = (pass.Next, null, "first");
                    break;
                case RunMove.Ask:
                    Count(_approvals, account.Owner("csm") ?? "nobody", MondayOf(at));
                    run.Approval = "approved";
                    break;
                case RunMove.Do act:
                    Count(_steps, act.Step.Type, calendar.DateOf(at));
                    run.Done.Add(act.Step.Key);
                    (run.Step, run.Approval, woken) = (definition.After(act.Step), null, "first");
                    break;
            }
        }
    }

    private void EndAt(SimulatedState run, RunMove.End end, DateTimeOffset at)
    {
        (run.End, run.EndedAt) = (end, at);
        _open[run.AccountId].Remove(run);
    }

    private static PlaybookFacts FactsOf(SimulatedState run, AccountCopy account, DateTimeOffset at) =>
        new(
            account,
            Event: run.Event,
            Run: new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["arm"] = "treatment",
                ["days"] = (decimal)Math.Floor((at - run.StartedAt).TotalDays),
            }
        );

    private DateOnly MondayOf(DateTimeOffset at)
    {
        var day = calendar.DateOf(at);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    private static void Count(SortedDictionary<string, SortedDictionary<string, int>> counts, string of, DateOnly day)
    {
        if (!counts.TryGetValue(of, out var days))
            counts[of] = days = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var key = day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        days[key] = days.GetValueOrDefault(key) + 1;
    }

    private static Dictionary<string, IReadOnlyDictionary<string, int>> Plain(
        SortedDictionary<string, SortedDictionary<string, int>> counts
    ) =>
        counts.ToDictionary(one => one.Key, one => (IReadOnlyDictionary<string, int>)one.Value, StringComparer.Ordinal);
}
