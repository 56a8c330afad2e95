using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Accounts;

public class AccountTests(AccountsUnderTest service)
{
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task An_account_has_external_ids_unique_per_source_and_typed_attributes()
    {
        (
            await _ops.PutAsync(
                "/v1/attributes/plan_level",
                System.Net.Http.Json.JsonContent.Create(new { type = "choice", choices = new[] { "basic", "pro" } })
            )
        ).IsSuccessStatusCode.ShouldBeTrue();
        (
            await _ops.PutAsync(
                "/v1/attributes/paid_seats",
                System.Net.Http.Json.JsonContent.Create(new { type = "number" })
            )
        ).IsSuccessStatusCode.ShouldBeTrue();
        var crm = Api.Unique("crm");
        var created = await _ops.PostAsync(
                "/v1/accounts",
                new
                {
                    name = "Nordwind GmbH",
                    domain = "https://www.Nordwind.example/start",
                    industry = "Logistics",
                    country = "DE",
                    employees = 250,
                    customerSince = "2024-02-29",
                    externalIds = new[] { new { source = "crm", id = crm }, new { source = "billing", id = crm } },
                    attributes = new { plan_level = "pro", paid_seats = 9.50 },
                }
            )
            .JsonAsync(HttpStatusCode.Created);

        var read = await _ops.GetAsync($"/v1/accounts/{created.Id()}").JsonAsync();
        read.Text("domain").ShouldBe("nordwind.example");
        read.Text("lifecycle").ShouldBe("onboarding");
        read.Text("customerSince").ShouldBe("2024-02-29");
        read.GetProperty("attributes").GetProperty("paid_seats").GetDecimal().ShouldBe(9.5m);
        read.GetProperty("externalIds").GetArrayLength().ShouldBe(2);

        var taken = await _ops.PostAsync(
                "/v1/accounts",
                new { name = "Another", externalIds = new[] { new { source = "crm", id = crm } } }
            )
            .JsonAsync(HttpStatusCode.Conflict);
        taken.Text("type").ShouldBe("accounts/external-id-taken");
        var found = await _ops.GetAsync($"/v1/accounts?externalId=crm:{crm}").JsonAsync();
        found.GetProperty("items").EnumerateArray().Single().Id().ShouldBe(created.Id());
    }

    [Fact]
    public async Task A_misspelt_attribute_is_an_error()
    {
        await _ops.PutAsync(
            "/v1/attributes/contract_kind",
            System.Net.Http.Json.JsonContent.Create(new { type = "text" })
        );

        var refused = await _ops.PostAsync(
                "/v1/accounts",
                new
                {
                    name = "",
                    employees = -1,
                    attributes = new { contract_knid = "x", contract_kind = 7 },
                }
            )
            .JsonAsync(HttpStatusCode.BadRequest);

        var errors = refused.GetProperty("errors");
        errors
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(["name", "employees", "attributes.contract_knid", "attributes.contract_kind"], ignoreOrder: true);
        errors.GetProperty("attributes.contract_knid")[0].GetString()!.ShouldContain("is not declared");
    }

    [Fact]
    public async Task A_body_of_another_kind_and_a_value_of_another_type_are_named()
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("name", "x")]);
        (await _ops.PostAsync("/v1/accounts", form).JsonAsync(HttpStatusCode.UnsupportedMediaType))
            .Text("detail")
            .ShouldContain("application/json");
        (await _ops.DeleteAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);

        var refused = await _ops.PostAsync("/v1/accounts", new { name = "x", employees = "many" })
            .JsonAsync(HttpStatusCode.BadRequest);
        refused.GetProperty("errors").EnumerateObject().Select(error => error.Name).ShouldBe(["employees"]);
    }

    [Fact]
    public async Task The_document_says_of_operations_and_fields_what_the_code_says()
    {
        var document = await _ops.GetAsync("/openapi/v1.json").JsonAsync();

        var accounts = document.GetProperty("paths").GetProperty("/v1/accounts");
        accounts
            .GetProperty("get")
            .GetProperty("parameters")
            .EnumerateArray()
            .Select(parameter => parameter.Text("name"))
            .ShouldContain("renewsBefore");
        accounts.GetProperty("post").Text("description").ShouldStartWith("Adds an account.");
        document
            .GetProperty("components")
            .GetProperty("schemas")
            .GetProperty("ChangeAccountRequest")
            .GetProperty("properties")
            .GetProperty("addExternalIds")
            .Text("description")
            .ShouldStartWith("External ids to add");
    }

    [Fact]
    public async Task Two_people_editing_one_account_the_second_gets_412_with_what_changed()
    {
        var account = await _ops.CreateAccountAsync();
        using var first = service.ClientFor(Roles.Manager, "anna");
        using var second = service.ClientFor(Roles.Manager, "bert");

        await first.PatchAsync($"/v1/accounts/{account}", new { industry = "Retail" }, "\"1\"").JsonAsync();
        var lost = await second
            .PatchAsync($"/v1/accounts/{account}", new { country = "FR" }, "\"1\"")
            .JsonAsync(HttpStatusCode.PreconditionFailed);

        lost.Number("currentVersion").ShouldBe(2);
        var change = lost.GetProperty("changes").EnumerateArray().Single();
        change.Text("actor").ShouldBe("anna");
        change.GetProperty("after").Text("industry").ShouldBe("Retail");
        (await second.PatchAsync($"/v1/accounts/{account}", new { country = "FR" }, "\"2\"").JsonAsync())
            .Text("industry")
            .ShouldBe("Retail");
    }

    [Fact]
    public async Task A_change_without_If_Match_is_refused() =>
        (
            await _ops.PatchAsync(
                "/v1/accounts/" + await _ops.CreateAccountAsync(),
                System.Net.Http.Json.JsonContent.Create(new { country = "FR" })
            )
        ).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);

    [Fact]
    public async Task Null_clears_a_field_and_what_is_left_out_stays()
    {
        var account = await _ops.CreateAccountAsync(
            new
            {
                name = "Zephyr",
                industry = "Energy",
                country = "NO",
            }
        );

        var changed = await _ops.PatchAsync($"/v1/accounts/{account}", new { industry = (string?)null }).JsonAsync();

        changed.TextOrNull("industry").ShouldBeNull();
        changed.Text("country").ShouldBe("NO");
    }

    [Fact]
    public async Task An_account_cannot_be_below_itself()
    {
        var top = await _ops.CreateAccountAsync();
        var below = await _ops.CreateAccountAsync(new { name = "Below", parentId = top });

        var refused = await _ops.PatchAsync($"/v1/accounts/{top}", new { parentId = below })
            .JsonAsync(HttpStatusCode.BadRequest);

        refused.GetProperty("errors").TryGetProperty("parentId", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task A_csm_writes_only_to_accounts_they_own_and_an_executive_only_reads()
    {
        using var csm = service.ClientFor(Roles.Csm, Api.Unique("csm"));
        using var executive = service.ClientFor(Roles.Executive);
        var own = await csm.CreateAccountAsync();
        var foreign = await _ops.CreateAccountAsync();

        (await csm.PatchAsync($"/v1/accounts/{own}", new { country = "FR" })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await csm.PatchAsync($"/v1/accounts/{foreign}", new { country = "FR" }).JsonAsync(HttpStatusCode.Forbidden))
            .Text("type")
            .ShouldBe("accounts/not-yours");
        (await csm.PostAsync($"/v1/accounts/{foreign}/contacts", new { name = "Eve" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
        (await csm.GetAsync($"/v1/accounts/{foreign}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await executive.GetAsync($"/v1/accounts/{foreign}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await executive.PatchAsync($"/v1/accounts/{foreign}", new { country = "FR" })).StatusCode.ShouldBe(
            HttpStatusCode.Forbidden
        );
    }

    [Fact]
    public async Task A_partner_needs_the_scope()
    {
        using var reader = service.ClientFor(Roles.Partner, "key:1", "accounts:read");
        using var stranger = service.ClientFor(Roles.Partner, "key:2", "usage:write");

        (await reader.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await reader.PostAsync("/v1/accounts", new { name = "x" })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await stranger.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        using var nobody = service.CreateDefaultClient();
        (await nobody.GetAsync("/v1/accounts")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task The_list_is_paged_by_cursor_in_either_direction_without_gaps()
    {
        var country = Api.Unique("country");
        var created = new List<Guid>();
        for (var i = 0; i < 7; i++)
            created.Add(await _ops.CreateAccountAsync(new { name = $"Paged {(char)('A' + i)}", country }));

        foreach (var (sort, expected) in new[] { ("name", created), ("-name", Enumerable.Reverse(created).ToList()) })
        {
            var seen = new List<Guid>();
            string? cursor = null;
            do
            {
                var page = await _ops.GetAsync($"/v1/accounts?country={country}&sort={sort}&limit=3&cursor={cursor}")
                    .JsonAsync();
                seen.AddRange(page.GetProperty("items").EnumerateArray().Select(Api.Id));
                cursor = page.TextOrNull("next");
            } while (cursor is not null);
            seen.ShouldBe(expected);
        }
    }

    [Fact]
    public async Task Bulk_upsert_by_external_id_has_an_outcome_per_row_and_repeats_without_change()
    {
        var source = Api.Unique("src");
        var body = new
        {
            source,
            rows = new object[]
            {
                new
                {
                    externalId = "1",
                    name = "One",
                    employees = 10,
                },
                new
                {
                    externalId = "2",
                    name = "Two",
                    parentExternalId = "1",
                },
                new { externalId = "3" },
                new
                {
                    externalId = "4",
                    name = "Four",
                    lifecycle = "asleep",
                },
            },
        };

        async Task<string[]> OutcomesAsync() =>
            [
                .. (await _ops.PostAsync("/v1/accounts/bulk", body).JsonAsync())
                    .GetProperty("items")
                    .EnumerateArray()
                    .Select(row => row.Text("result")),
            ];
        (await OutcomesAsync()).ShouldBe(["inserted", "inserted", "failed", "failed"]);
        (await OutcomesAsync()).ShouldBe(["unchanged", "unchanged", "failed", "failed"]);
    }
}
