using System.CommandLine;
using Platform.Simulator;

namespace Platform.Cli.Simulation;

/// <summary>The options that say which company is simulated.</summary>
internal sealed class SimulationArguments(int accounts, int days, double scale = 1)
{
    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Another number is another company.",
        DefaultValueFactory = _ => 1,
    };
    private readonly Option<int> _accounts = new("--accounts")
    {
        Description = "How many accounts.",
        DefaultValueFactory = _ => accounts,
    };
    private readonly Option<int> _days = new("--days")
    {
        Description = "Days of history, at least 30.",
        DefaultValueFactory = _ => days,
    };
    private readonly Option<DateOnly?> _end = new("--end")
    {
        Description = "Last day of the history, as in 2026-06-30. Default: today, up to now.",
    };
    private readonly Option<double> _scale = new("--scale")
    {
        Description = "Factor on the events of each active user.",
        DefaultValueFactory = _ => scale,
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _seed, _accounts, _days, _end, _scale })
            command.Options.Add(option);
    }

    public SoftwareCompany Company(ParseResult parsed, TimeProvider clock)
    {
        var end = parsed.GetValue(_end);
        var now = clock.GetUtcNow();
        try
        {
            return new(
                new SimulationOptions
                {
                    Seed = parsed.GetValue(_seed),
                    Accounts = parsed.GetValue(_accounts),
                    Days = parsed.GetValue(_days),
                    EventScale = parsed.GetValue(_scale),
                    Until = end is { } day
                        ? new DateTimeOffset(day.AddDays(1), TimeOnly.MinValue, TimeSpan.Zero)
                        : now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute)),
                }
            );
        }
        catch (ArgumentOutOfRangeException wrong)
        {
            throw new CommandFailedException($"--{wrong.ParamName?.ToLowerInvariant()}: {wrong.Message}", wrong)
            {
                ExitCode = ExitCode.WrongCommandLine,
            };
        }
    }
}
