using Platform.Simulator.Company;
using Platform.Simulator.Storylines;

namespace Platform.Cli.Simulation.Sample;

/// <summary>One of the company's accounts, by its id on the platform.</summary>
/// <param name="Contacts">Who is still there.</param>
/// <param name="HasLeft">The account has churned.</param>
/// <param name="Arr">What it pays a year, as its last term says.</param>
internal sealed record SampleAccount(
    Guid Id,
    SimulatedAccount Simulated,
    IReadOnlyList<SampleContact> Contacts,
    bool HasLeft,
    decimal Arr
)
{
    /// <summary>Names the account in keys; the same whenever the sample is loaded.</summary>
    public string Key => Simulated.Id;

    public string Name => Simulated.Name;

    public int Number => Simulated.Number;

    public Storyline Storyline => Simulated.Story.Storyline;

    public string Size =>
        Simulated.Segment switch
        {
            Segment.Smb => "smb",
            Segment.MidMarket => "mid_market",
            _ => "enterprise",
        };

    public bool IsLarge => Simulated.Segment != Segment.Smb;

    /// <summary>Writes for the account as its customer success manager.</summary>
    public Person Csm => new(Simulated.Owner, Simulated.Owner, "csm");

    /// <summary>Writes for the account as who sold to it.</summary>
    public Person AccountExecutive => new(Simulated.AccountExecutive, Simulated.AccountExecutive, "csm");

    /// <summary>Who stands for us there: the first who is still there.</summary>
    public SampleContact? Champion => Contacts.Count > 0 ? Contacts[0] : null;

    /// <summary>A senior sponsor, where the account has one.</summary>
    public SampleContact? Sponsor => Contacts.FirstOrDefault(contact => contact.Is("executive_sponsor"));

    public SampleContact? Admin => Contacts.FirstOrDefault(contact => contact.Is("admin"));
}
