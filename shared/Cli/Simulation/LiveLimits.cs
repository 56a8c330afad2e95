namespace Platform.Cli.Simulation;

/// <param name="Rate">Events per second, repeats included.</param>
public sealed record LiveLimits(int Rate, int? Seconds, long? Events);
