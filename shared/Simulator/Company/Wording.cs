namespace Platform.Simulator.Company;

/// <summary>The words that names and subjects are put together from.</summary>
internal static class Wording
{
    public static readonly string[] CompanyStarts =
    [
        "Amber", "Anchor", "Birch", "Blue", "Bright", "Canyon", "Cedar", "Clear", "Copper", "Coral", "Crest", "Delta", "Ember", "Falcon", "Fern",
        "Fjord", "Granite", "Harbor", "Hazel", "Iron", "Juniper", "Lark", "Linden", "Lunar", "Maple", "Meadow", "North", "Oak", "Onyx", "Opal",
        "Pine", "Quartz", "Raven", "Ridge", "River", "Sable", "Sage", "Silver", "Spruce", "Stone", "Summit", "Swift", "Terra", "Tidal", "Umber",
        "Vale", "Velvet", "West", "Willow", "Winter",
    ];

    public static readonly string[] CompanyMiddles = ["field", "gate", "bridge", "water", "crest", "line", "works", "point", "wood", "port", "mark", "path"];

    public static readonly string[] CompanyEnds =
        ["Logistics", "Health", "Foods", "Retail", "Energy", "Capital", "Learning", "Media", "Systems", "Partners", "Motors", "Labs", "Travel", "Insurance"];

    public static readonly string[] GivenNames =
    [
        "Ada", "Aisha", "Alan", "Amara", "Ana", "Anil", "Ben", "Carla", "Chen", "Clara", "Dana", "David", "Elena", "Emil", "Fatima", "Felix", "Grace",
        "Hana", "Hugo", "Ines", "Ivan", "Jonas", "Julia", "Kai", "Karim", "Lena", "Leo", "Lucia", "Maja", "Marco", "Mina", "Nadia", "Noah", "Olga",
        "Omar", "Paula", "Priya", "Rosa", "Sam", "Sofia", "Tara", "Theo", "Uma", "Viktor", "Wanda", "Yara", "Yusuf", "Zoe",
    ];

    public static readonly string[] FamilyNames =
    [
        "Abe", "Alvarez", "Becker", "Bianchi", "Costa", "Dahl", "Dubois", "Eriksen", "Fischer", "Garcia", "Haddad", "Hansen", "Ito", "Jansen", "Kaur",
        "Kim", "Kovacs", "Larsen", "Lopez", "Martin", "Mehta", "Meyer", "Moreau", "Nowak", "Okafor", "Olsen", "Park", "Petrov", "Quinn", "Rahman",
        "Rossi", "Santos", "Sato", "Schmidt", "Silva", "Singh", "Tanaka", "Varga", "Weber", "Wong", "Yilmaz", "Zhang",
    ];

    public static readonly string[] Industries =
        ["education", "energy", "finance", "healthcare", "insurance", "logistics", "manufacturing", "media", "retail", "software", "travel"];

    public static readonly string[] TicketSubjects =
    [
        "Report shows wrong totals", "Cannot sign in", "Export stops half way", "Slow dashboard", "Question about approvals", "Import rejects a file",
        "Alert not sent", "User has no access", "How to set up a template", "Search misses a project", "Calendar out of step", "Invoice question",
    ];
}
