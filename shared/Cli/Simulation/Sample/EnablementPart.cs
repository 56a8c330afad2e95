using System.Globalization;
using Platform.Simulator.Randomness;

namespace Platform.Cli.Simulation.Sample;

/// <summary>Courses and certifications, and who of the customers completed them.</summary>
internal sealed class EnablementPart(Scene scene) : SamplePart("Enablement", scene)
{
    private const int MostRows = 1_000;

    private static readonly (string Code, string Title, string Kind, string? Role, int? ValidMonths)[] Courses =
    [
        ("first-steps", "First steps in an hour", "course", null, null),
        ("reports", "Reports that decide something", "course", "end_user", null),
        ("approvals", "Approvals without e-mail", "course", "end_user", null),
        ("running-the-workspace", "Users, roles and imports", "course", "admin", null),
        ("certified-admin", "Certified administrator", "certification", "admin", 24),
        ("certified-analyst", "Certified analyst", "certification", "end_user", 24),
    ];

    protected override async Task TellStoriesAsync(CancellationToken ct)
    {
        await EachAsync(
            Courses,
            course => $"course-{course.Code}",
            async (course, story) =>
            {
                var body = new
                {
                    course.Code,
                    course.Title,
                    course.Kind,
                    course.Role,
                    course.ValidMonths,
                };
                await story.PostAsync(Scene.Operations, "v1/courses", body, ct);
                Count("courses");
            }
        );
        await OneAsync("completions", async story =>
        {
            foreach (var rows in Completions().Chunk(MostRows))
            {
                var answer = await story.PostAsync(
                    Scene.Operations,
                    "v1/courses/completions/import",
                    new { source = "academy", rows },
                    ct
                );
                Count(
                    "completions",
                    answer.GetProperty("inserted").GetInt32() + answer.GetProperty("unchanged").GetInt32()
                );
            }
        });
    }

    /// <summary>
    /// Larger customers send more people, and those who learn go on to the next course more often than not.
    /// </summary>
    private IEnumerable<object> Completions()
    {
        foreach (var account in Scene.Customers)
        {
            var random = Prng.For(Scene.Company.Options.Seed, "completions", account.Number);
            foreach (var contact in account.Contacts)
            {
                var role = contact.Is("admin") ? "admin" : "end_user";
                var chance = account.IsLarge ? 0.6 : 0.25;
                foreach (var course in Courses.Where(course => course.Role is null || course.Role == role))
                {
                    var goesOn = random.Chance(chance);
                    var daysAgo = random.Whole(5, 300);
                    if (!goesOn)
                        break;
                    var completedOn = Scene.Day(-daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                    yield return new
                    {
                        course = course.Code,
                        contact = contact.Id.ToString(),
                        completedOn,
                    };
                }
            }
        }
    }
}
