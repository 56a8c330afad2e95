using System.Text.Json;
using Platform.Contracts.Accounts;
using Platform.Contracts.HealthScoring;
using Platform.SuccessPlans.Enablement;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Enablement;

public sealed class EnablementTests(SuccessPlansUnderTest service)
{
    private readonly HttpClient _ops = service.Ops;

    [Fact]
    public async Task The_share_of_certified_admins_counts_valid_certifications_of_active_admins()
    {
        var account = await service.AccountAsync();
        var (one, two) = (
            await service.ContactAsync(account, "Ada Admin", null, "admin"),
            await service.ContactAsync(account, "Abe Admin", null, "admin")
        );
        await service.ContactAsync(account, "Eli End", null, "end_user");
        var certificate = await CourseAsync("certification", "admin", 12);
        var course = await CourseAsync("course", "admin");
        Admins(await ReadAsync(account)).ShouldBe(0m);

        await _ops.PostAsync($"/v1/courses/{certificate.Id()}/completions", new { contactId = one });
        await _ops.PostAsync($"/v1/courses/{course.Id()}/completions", new { contactId = two });
        Admins(await ReadAsync(account)).ShouldBe(0.5m);
        var roles = (await ReadAsync(account)).List("roles");
        roles
            .Select(r => (r.Text("role"), (int)r.Number("contacts"), (int)r.Number("certified")))
            .ShouldBe([("admin", 2, 1), ("end_user", 1, 0)]);

        service.Clock.Advance(TimeSpan.FromDays(367));
        Admins(await ReadAsync(account)).ShouldBe(0m);
        (await ReadAsync(account))
            .List("completions")
            .Single(c => c.Text("kind") == "certification")
            .Flag("valid")
            .ShouldBeFalse();
        (await ReadAsync(await service.AccountAsync()))
            .TryGetProperty("certifiedAdmins", out var none)
            .ShouldBe(none.ValueKind == JsonValueKind.Null);
    }

    [Fact]
    public async Task An_import_takes_the_good_rows_says_what_is_wrong_with_the_others_and_twice_changes_nothing()
    {
        var account = await service.AccountAsync();
        var contact = await service.ContactAsync(account, "Ida Import", null, "admin");
        var code = (await CourseAsync("certification", "admin")).Text("code");
        var body = new
        {
            source = "academy",
            rows = new object[]
            {
                new
                {
                    course = code,
                    contact = contact.ToString(),
                    completedOn = service.Today,
                },
                new
                {
                    course = code,
                    contact = $"{contact:N}@customer.example",
                    completedOn = service.Today.AddDays(-1),
                },
                new
                {
                    course = "nope",
                    contact = contact.ToString(),
                    completedOn = service.Today,
                },
                new
                {
                    course = code,
                    contact = "nobody@nowhere.example",
                    completedOn = service.Today,
                },
                new
                {
                    course = code,
                    contact = contact.ToString(),
                    completedOn = service.Today.AddDays(9),
                },
                new
                {
                    course = code,
                    contact = contact.ToString(),
                    completedOn = (DateOnly?)null,
                },
            },
        };

        var first = await _ops.PostAsync("/v1/courses/completions/import", body);
        (first.Number("inserted"), first.Number("failed")).ShouldBe((2, 4));
        first
            .List("failures")
            .Select(f => ((int)f.Number("row"), f.Text("column")))
            .ShouldBe([(3, "course"), (4, "contact"), (5, "completedOn"), (6, "completedOn")]);
        var second = await _ops.PostAsync("/v1/courses/completions/import", body);
        (second.Number("inserted"), second.Number("unchanged")).ShouldBe((0, 2));
    }

    [Fact]
    public async Task The_effect_on_health_is_an_association_against_accounts_without_certification_from_five_on()
    {
        // A size of its own: what other tests' accounts do is not compared.
        var size = "size_" + Guid.NewGuid().ToString("N")[..8];
        var certificate = await CourseAsync("certification", null);
        var certified = new List<Guid>();
        for (var i = 0; i < 5; i++)
            certified.Add(await service.AccountAsync(size: size));
        var others = new[] { await service.AccountAsync(size: size), await service.AccountAsync(size: size) };
        foreach (var account in certified.Concat(others))
            await HealthAsync(account, 1, 50m);
        foreach (var account in certified.Take(4))
            await _ops.PostAsync(
                $"/v1/courses/{certificate.Id()}/completions",
                new { contactId = await service.ContactAsync(account, "Carl Certified") }
            );
        var last = await service.ContactAsync(certified[4], "Cleo Certified");
        var day = service.Today;
        service.Clock.Advance(TimeSpan.FromDays(30));
        for (var i = 0; i < 5; i++)
            await HealthAsync(certified[i], 2, 60m + i);
        foreach (var account in others)
            await HealthAsync(account, 2, 53m);

        var few = await _ops.ReadAsync($"/v1/courses/effect?days=30&size={size}");
        (
            few.Number("compared"),
            few.TryGetProperty("association", out var none) && none.ValueKind != JsonValueKind.Null
        ).ShouldBe((4, false));
        await _ops.PostAsync(
            $"/v1/courses/{certificate.Id()}/completions",
            new { contactId = last, completedOn = day }
        );

        var effect = await _ops.ReadAsync($"/v1/courses/effect?days=30&size={size}");
        (effect.Number("meanBefore"), effect.Number("meanAfter")).ShouldBe((50, 62));
        var association = effect.GetProperty("association");
        // (10…14) − 3: mean 9, standard deviation 1.58, t(4) = 2.776 → ± 1.96.
        (
            association.Number("n"),
            association.Number("mean"),
            association.Number("low"),
            association.Number("high")
        ).ShouldBe((5, 9, 7.04m, 10.96m));
        effect.Text("reading").ShouldContain("association");
    }

    [Fact]
    public async Task What_an_erased_person_learned_goes_with_the_person()
    {
        var account = await service.AccountAsync();
        var contact = await service.ContactAsync(account, "Lena Learner", null, "admin");
        var course = await CourseAsync("certification", "admin");
        await _ops.PostAsync($"/v1/courses/{course.Id()}/completions", new { contactId = contact });
        using var erased = await service.ListenToAsync<ContactErased>();
        await service.TellAsync(new ContactErasureRequested(account, Guid.NewGuid(), contact, []));
        (await erased.FirstAsync(e => e.ContactId == contact)).RowsChanged.ShouldBeGreaterThanOrEqualTo(2);
        var after = await ReadAsync(account);
        after.ToString().ShouldNotContain("Lena");
        after.ToString().ShouldNotContain(contact.ToString());
        (await _ops.ReadAsync("/v1/courses"))
            .EnumerateArray()
            .Single(c => c.Id() == course.Id())
            .Number("completions")
            .ShouldBe(1);
    }

    [Fact]
    public async Task A_courses_code_is_unique_and_a_change_needs_its_version()
    {
        var course = await CourseAsync("course", null);
        await (
            await _ops.SendJsonAsync(
                HttpMethod.Post,
                "/v1/courses",
                new
                {
                    code = course.Text("code"),
                    title = "Again",
                    kind = "course",
                }
            )
        ).ProblemAsync(409, "courses/code-taken");
        await (
            await _ops.SendJsonAsync(HttpMethod.Patch, $"/v1/courses/{course.Id()}", new { retired = true })
        ).ProblemAsync(428);
        (await _ops.PatchAsync($"/v1/courses/{course.Id()}", new { retired = true }, "\"1\""))
            .Flag("retired")
            .ShouldBeTrue();
        await (
            await _ops.SendJsonAsync(HttpMethod.Patch, $"/v1/courses/{course.Id()}", new { retired = false }, "\"1\"")
        ).ProblemAsync(412);
    }

    [Fact]
    public void Fewer_than_five_differences_give_no_association() => HealthAssociation.Of([1, 2, 3, 4]).ShouldBeNull();

    private Task<JsonElement> CourseAsync(string kind, string? role, int? validMonths = null) =>
        _ops.PostAsync(
            "/v1/courses",
            new
            {
                code = Guid.NewGuid().ToString("N"),
                title = "How to",
                kind,
                role,
                validMonths,
            }
        );

    private Task<JsonElement> ReadAsync(Guid account) => _ops.ReadAsync($"/v1/accounts/{account}/enablement");

    private static decimal Admins(JsonElement enablement) => enablement.Number("certifiedAdmins");

    private async Task HealthAsync(Guid account, int version, decimal score)
    {
        await service.TellAsync(
            new HealthScoreChanged(account, version, score, null, HealthBand.Yellow, null, [], "smb", 1)
        );
        await Eventually.HoldsAsync(
            () =>
                service.Database.ScalarAsync<bool>(
                    "select exists (select from account_health where account_id = @account and version = @version)",
                    new { account, version }
                )!,
            "health is kept"
        );
    }
}
