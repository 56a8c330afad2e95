using Platform.Simulator.Company;

namespace Platform.Cli.Simulation.Sample;

internal sealed record SampleContact(Guid Id, SimulatedContact Simulated)
{
    public string Name => Simulated.Name;

    public string Email => Simulated.Email;

    public bool Is(string role) => Simulated.Roles.Contains(role);
}
