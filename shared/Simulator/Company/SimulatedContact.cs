namespace Platform.Simulator.Company;

/// <param name="LeftOn">The day on which the person was gone.</param>
public sealed record SimulatedContact(
    string Id,
    string Name,
    string Email,
    string Title,
    string Seniority,
    string Function,
    IReadOnlyList<string> Roles,
    IReadOnlyList<string> ProductUsers,
    DateOnly? LeftOn
)
{
    public bool IsThere(DateOnly day) => LeftOn is null || day < LeftOn;
}
