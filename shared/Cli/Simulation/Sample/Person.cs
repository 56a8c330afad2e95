namespace Platform.Cli.Simulation.Sample;

/// <summary>Who calls.</summary>
internal sealed record Person(string Id, string Name, string Role);
