using System.Text.Json;
using Platform.Engagement.Accounts;
using Platform.Engagement.Playbooks;
using Platform.Engagement.Runs;
using Platform.ServiceKit.Organisation;

namespace Platform.Engagement.Tests.Runs;

/// <summary>Random graphs, random edits of them, populations of runs moved between: no run is lost, no step happens
/// twice, and every run comes to an end or says what it waits for.</summary>
public sealed class RunCoreTests
{
    private static readonly BusinessCalendar Calendar = new(
        TimeZoneInfo.Utc,
        new HashSet<DayOfWeek> { DayOfWeek.Saturday, DayOfWeek.Sunday },
        new HashSet<DateOnly>()
    );

    private static readonly PlaybookFacts Facts = new(new AccountCopy { AccountId = Guid.NewGuid(), Arr = 500 });

    [Fact]
    public void No_run_is_lost_and_no_step_happens_twice_through_random_edits()
    {
        var cases = Environment.GetEnvironmentVariable("PLATFORM_LONG") == "1" ? 10_000 : 400;
        var (moved, waited, skipped) = (0, 0, 0);
        for (var seed = 0; seed < cases; seed++)
        {
            var random = new Random(seed);
            var (before, after) = (Definition(random), Definition(random));
            for (var run = 0; run < 5; run++)
            {
                var walk = new Walk(before);
                walk.Advance(random.Next(0, 6));
                if (walk.End is null)
                {
                    var mappings = new Dictionary<string, string?>(StringComparer.Ordinal);
                    var plan = MigrationPlan.Of(after, walk.Step, mappings);
                    if (plan.Kind == "unmapped")
                    {
                        mappings[walk.Step!] = after.Steps[random.Next(after.Steps.Count)].Key;
                        plan = MigrationPlan.Of(after, walk.Step, mappings);
                        plan.Kind.ShouldBe("move", $"seed {seed}");
                        moved++;
                    }

                    walk.MoveTo(after, plan);
                    walk.Advance(500);
                }

                walk.End.ShouldNotBeNull($"seed {seed}: the run is lost at '{walk.Step}'");
                walk.End.State.ShouldBe("done", $"seed {seed}: {walk.End.Reason}");
                walk.Acted.ShouldBeUnique($"seed {seed}");
                waited += walk.Waits;
                skipped += walk.Skipped;
            }
        }

        // The cases are of every kind.
        moved.ShouldBeGreaterThan(cases / 10);
        waited.ShouldBeGreaterThan(cases / 2);
        skipped.ShouldBeGreaterThan(cases / 20);
    }

    [Fact]
    public void A_wait_of_business_days_passes_over_the_weekend_and_a_limit_leads_elsewhere()
    {
        var definition = Read(
            """
            {"trigger":{"request":true},"steps":[
              {"key":"days","type":"wait","businessDays":1},
              {"key":"paid","type":"wait","event":"renewals.invoice-paid.v1","limitDays":2,"else":"late"},
              {"key":"end","type":"end","reason":"paid"},
              {"key":"late","type":"end","reason":"late"}]}
            """
        );
        var friday = new DateTimeOffset(2026, 7, 3, 12, 0, 0, TimeSpan.Zero);
        var wait = Next(definition, new RunPosition("days", "first"), friday).ShouldBeOfType<RunMove.Wait>();
        wait.At.ShouldBe(new DateTimeOffset(2026, 7, 6, 23, 59, 59, 999, TimeSpan.Zero));
        Next(definition, new RunPosition("paid", "event"), friday).ShouldBeOfType<RunMove.Pass>().Next.ShouldBe("end");
        Next(definition, new RunPosition("paid", "due"), friday).ShouldBeOfType<RunMove.Pass>().Next.ShouldBe("late");
    }

    private static RunMove Next(PlaybookDefinition definition, RunPosition at, DateTimeOffset now) =>
        RunCore.Next(definition, at, Facts, now, Calendar);

    private static PlaybookDefinition Read(string json)
    {
        var (definition, problems) = DefinitionReader.Read(
            JsonSerializer.Deserialize<JsonElement>(json),
            ConditionAttributes.With(null, [])
        );
        return definition ?? throw new InvalidOperationException(string.Join("; ", problems));
    }

    /// <summary>Steps lead forward only, over waits, branches and acts; keys come from one small pool, so that two
    /// definitions share some.</summary>
    private static PlaybookDefinition Definition(Random random)
    {
        var keys = Enumerable
            .Range(0, 10)
            .Select(i => $"s{i}")
            .OrderBy(_ => random.Next())
            .Take(random.Next(2, 8))
            .ToList();
        var steps = keys.Select(
            (key, i) =>
            {
                var later = keys.Skip(i + 1).ToList();
                string Target() => later[random.Next(later.Count)];
                return random.Next(4) switch
                {
                    0 => (object)
                        new
                        {
                            key,
                            type = "wait",
                            days = random.Next(1, 9),
                        },
                    1 when later.Count > 0 => new
                    {
                        key,
                        type = "branch",
                        cases = new[]
                        {
                            new { when = random.Next(2) == 0 ? "arr > 100" : "arr > 900", next = Target() },
                        },
                    },
                    2 when later.Count > 0 => new
                    {
                        key,
                        type = "act",
                        next = Target(),
                    },
                    _ => new { key, type = "act" },
                };
            }
        );
        return Read(JsonSerializer.Serialize(new { trigger = new { request = true }, steps }));
    }

    /// <summary>A run as the engine moves it, without the engine.</summary>
    private sealed class Walk(PlaybookDefinition definition)
    {
        private PlaybookDefinition _definition = definition;
        private DateTimeOffset _now = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);
        private string _woken = "first";
        private HashSet<string> _doneBefore = [];

        public string? Step { get; private set; } = definition.Steps[0].Key;
        public List<string> Acted { get; } = [];
        public int Waits { get; private set; }
        public int Skipped { get; private set; }
        public RunMove.End? End { get; private set; }

        public void Advance(int moves)
        {
            for (; moves > 0 && End is null; moves--)
            {
                var at = new RunPosition(Step, _woken, IsDoneBefore: Step is not null && _doneBefore.Contains(Step));
                switch (Next(_definition, at, _now))
                {
                    case RunMove.End end:
                        End = end;
                        break;
                    case RunMove.Wait wait:
                        (_now, _woken) = (wait.At, "due");
                        Waits++;
                        break;
                    case RunMove.Pass pass:
                        (Step, _woken) = (pass.Next, "first");
                        Skipped += pass.Outcome == "skipped" ? 1 : 0;
                        break;
                    case RunMove.Do act:
                        Acted.Add(act.Step.Key);
                        (Step, _woken) = (_definition.After(act.Step), "first");
                        break;
                    default:
                        throw new InvalidOperationException("Nobody is asked here.");
                }
            }
        }

        public void MoveTo(PlaybookDefinition target, MigrationPlan plan)
        {
            _definition = target;
            _doneBefore = [.. Acted];
            if (plan.Kind == "move")
                (Step, _woken) = (plan.To, "first");
        }
    }
}
