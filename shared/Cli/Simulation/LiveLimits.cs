using System.Globalization;
using Platform.Cli.Gateway;
using Platform.Cli.Imports.Usage;
using Platform.Simulator.Live;
using Platform.Simulator.Usage;

namespace Platform.Cli.Simulation;

/// <param name="Rate">Events per second, repeats included.</param>
public sealed record LiveLimits(int Rate, int? Seconds, long? Events);
