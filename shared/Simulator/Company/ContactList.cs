using Platform.Simulator.Randomness;
using Platform.Simulator.Storylines;

namespace Platform.Simulator.Company;

/// <summary>Who is known at an account: a champion first, then as many others as the segment is wide.</summary>
internal static class ContactList
{
    private static readonly (string Title, string Seniority, string Function, string[] Roles)[] Places =
    [
        ("Head of Operations", "director", "operations", ["champion", "decision_maker"]),
        ("Operations Analyst", "individual", "operations", ["end_user", "admin"]),
        ("Chief Financial Officer", "executive", "finance", ["economic_buyer", "executive_sponsor"]),
        ("IT Manager", "manager", "it", ["admin"]),
        ("Project Manager", "manager", "operations", ["end_user"]),
        ("Director of IT", "director", "it", ["decision_maker"]),
        ("Chief Operating Officer", "executive", "operations", ["executive_sponsor"]),
        ("Finance Manager", "manager", "finance", ["end_user"]),
        ("Marketing Lead", "manager", "marketing", ["end_user"]),
        ("Sales Operations Specialist", "individual", "sales", ["end_user"]),
        ("Procurement Manager", "manager", "procurement", ["economic_buyer"]),
        ("Human Resources Partner", "individual", "human_resources", ["detractor"]),
    ];

    public static IReadOnlyList<SimulatedContact> Of(
        string account,
        string domain,
        Segment segment,
        Story story,
        IReadOnlyList<SimulatedUser> users,
        Prng random
    )
    {
        var count = segment switch
        {
            Segment.Smb => random.Whole(2, 3),
            Segment.MidMarket => random.Whole(3, 7),
            _ => random.Whole(6, Places.Length),
        };
        var contacts = new List<SimulatedContact>(count);
        for (var i = 0; i < count; i++)
        {
            var place = Places[i];
            var given = random.Pick(Wording.GivenNames);
            var family = random.Pick(Wording.FamilyNames);
            // The second place is the analyst behind the heaviest user, the champion is the second user.
            var user = i switch
            {
                0 => 1,
                1 => 0,
                _ => i,
            };
            contacts.Add(
                new(
                    FormattableString.Invariant($"{account}-c{i + 1:00}"),
                    $"{given} {family}",
                    FormattableString.Invariant($"{given}.{family}{(i == 0 ? "" : i + 1)}@{domain}").ToLowerInvariant(),
                    place.Title,
                    place.Seniority,
                    place.Function,
                    place.Roles,
                    user < users.Count && place.Roles[0] != "economic_buyer" ? [users[user].Id] : [],
                    HasLeft(story, i) ? story.StartsOn : null
                )
            );
        }

        return contacts;
    }

    private static bool HasLeft(Story story, int place) =>
        (story.Storyline == Storyline.ChampionLeaves && place == 0)
        || (story.Storyline == Storyline.PowerUserLeaves && place == 1);
}
