using System.Net;
using System.Text.Json;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Audit;

/// <summary>Two people read the same version and both change it: wherever the service gives an ETag, the second gets
/// 412 with what the first one did.</summary>
public sealed class LostUpdateTests(AccountsUnderTest service) : IDisposable
{
    private readonly HttpClient _first = service.ClientFor(Roles.Manager, "anna");
    private readonly HttpClient _second = service.ClientFor(Roles.Manager, "bert");

    [Fact]
    public async Task Of_a_contact()
    {
        var contact = await _first.CreateContactAsync(await _first.CreateAccountAsync());
        var change = await SecondIsToldAsync(
            $"/v1/contacts/{contact}",
            patch: true,
            new { title = "CTO" },
            new { function = "IT" }
        );
        change.GetProperty("after").Text("title").ShouldBe("CTO");
    }

    [Fact]
    public async Task Of_a_segment()
    {
        var name = Api.Unique("segment");
        var segment = (
            await _first
                .PostAsync("/v1/segments", new { name, rule = "arr > 900000000" })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();
        var change = await SecondIsToldAsync(
            $"/v1/segments/{segment}",
            patch: false,
            new { name, rule = "arr > 800000000" },
            new { name, rule = "arr > 700000000" }
        );
        change.GetProperty("before").Text("rule").ShouldBe("arr > 900000000");
        change.GetProperty("after").Text("rule").ShouldBe("arr > 800000000");
    }

    [Fact]
    public async Task Of_a_handover()
    {
        var account = await _first.CreateAccountAsync();
        await _first
            .PutJsonAsync($"/v1/accounts/{account}/owners/csm", new { personId = Api.Unique("from") })
            .JsonAsync();
        var brief = new
        {
            goals = new[] { "a" },
            painPoints = new[] { "b" },
            stakeholders = new[] { "c" },
            commitments = new[] { "d" },
            openRisks = new[] { "e" },
        };
        var handover = (
            await _first
                .PostAsync(
                    $"/v1/accounts/{account}/handovers",
                    new
                    {
                        fromRole = "csm",
                        toRole = "csm",
                        toPersonId = Api.Unique("to"),
                        brief,
                    }
                )
                .JsonAsync(HttpStatusCode.Created)
        ).Id();
        var change = await SecondIsToldAsync(
            $"/v1/handovers/{handover}",
            patch: true,
            new { brief = new { goals = new[] { "Live by May" } } },
            new { brief = new { painPoints = new[] { "x" } } }
        );
        change.GetProperty("after").GetProperty("brief").GetProperty("goals")[0].GetString().ShouldBe("Live by May");
    }

    [Fact]
    public async Task Of_a_saved_view()
    {
        var name = Api.Unique("view");
        var view = (
            await _first
                .PostAsync("/v1/views", new { name, query = new { country = "DE" } })
                .JsonAsync(HttpStatusCode.Created)
        ).Id();
        using var elsewhere = service.ClientFor(Roles.Manager, "anna");
        var lost = await SecondIsRefusedAsync(
            $"/v1/views/{view}",
            patch: false,
            new { name, query = new { country = "FR" } },
            new { name, query = new { country = "SE" } },
            elsewhere
        );
        lost.GetProperty("current").GetProperty("query").Text("country").ShouldBe("FR");
        lost.TryGetProperty("changes", out _).ShouldBeFalse("no history is kept of views");
    }

    private async Task<JsonElement> SecondIsToldAsync(string path, bool patch, object first, object second)
    {
        var change = (await SecondIsRefusedAsync(path, patch, first, second, _second))
            .GetProperty("changes")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        (change.Text("actor"), change.Number("version")).ShouldBe(("anna", 2));
        return change;
    }

    private async Task<JsonElement> SecondIsRefusedAsync(
        string path,
        bool patch,
        object first,
        object second,
        HttpClient other
    )
    {
        Task<HttpResponseMessage> Send(HttpClient client, object body, string version) =>
            patch ? client.PatchAsync(path, body, version) : client.PutJsonAsync(path, body, version);
        await Send(_first, first, "\"1\"").JsonAsync();
        var lost = await Send(other, second, "\"1\"").JsonAsync(HttpStatusCode.PreconditionFailed);
        (lost.Text("type"), lost.Number("currentVersion"), lost.GetProperty("current").Number("version")).ShouldBe(
            ("lost-update", 2, 2)
        );
        await Send(other, second, "\"2\"").JsonAsync();
        return lost;
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }
}
