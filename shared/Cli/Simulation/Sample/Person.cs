using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Platform.Cli.Gateway;
using Platform.Simulator;
using Platform.Simulator.Company;

namespace Platform.Cli.Simulation.Sample;

/// <summary>Who calls.</summary>
internal sealed record Person(string Id, string Name, string Role);
