using System.Net;
using Grpc.Net.Client;
using Microsoft.Extensions.DependencyInjection;
using Platform.Accounts.Tests.Grpc;
using Platform.Accounts.V1;
using Platform.Contracts.Accounts;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Organisation;

/// <summary>Has a service of its own: there is one organisation, and other tests go by its settings.</summary>
public class OrganisationTests(AccountsUnderTest service) : IClassFixture<AccountsUnderTest>
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Name_and_logo_are_set_by_operations_told_and_read_by_anybody()
    {
        using var told = await service.ListenToAsync<OrganisationChanged>();
        using var anybody = service.CreateClient();
        var before = await _ops.GetAsync("/v1/organisation").JsonAsync();
        var body = new { name = "Lanternfield <Software>", locale = "de-DE" };
        using var manager = service.ClientFor(Roles.Manager);
        (await manager.PutJsonAsync("/v1/organisation", body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var named = await _ops.PutJsonAsync("/v1/organisation", body, $"\"{before.Number("version")}\"").JsonAsync();
        (await _ops.PutJsonAsync("/v1/organisation", body, $"\"{before.Number("version")}\"")).StatusCode.ShouldBe(
            HttpStatusCode.PreconditionFailed
        );
        await _ops.PutJsonAsync("/v1/organisation/logo", new { image = Png }, $"\"{named.Number("version")}\"")
            .JsonAsync();

        var inside = await _ops.GetAsync("/v1/organisation").JsonAsync();
        var outside = await anybody.GetAsync("/organisation").JsonAsync();
        foreach (var shown in new[] { inside, outside })
            (shown.Text("name"), shown.Text("locale"), shown.Text("logo")).ShouldBe(
                ("Lanternfield <Software>", "de-DE", "/organisation/logo")
            );
        inside.Number("version").ShouldBe(named.Number("version") + 1);
        using var logo = await anybody.GetAsync("/organisation/logo");
        logo.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        (await logo.Content.ReadAsByteArrayAsync()).ShouldBe(Png);
        var event_ = await told.FirstAsync(it => it.Version == inside.Number("version"));
        (event_.Name, event_.Locale, event_.HasLogo).ShouldBe(("Lanternfield <Software>", "de-DE", true));

        await _ops.SendAsync(Delete("/v1/organisation/logo")).JsonAsync();
        (await anybody.GetAsync("/organisation/logo")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await anybody.GetAsync("/organisation").JsonAsync()).TextOrNull("logo").ShouldBeNull();
    }

    [Fact]
    public async Task A_logo_that_could_hold_a_script_and_a_locale_that_is_none_are_refused()
    {
        (
            await _ops.PutJsonAsync("/v1/organisation/logo", new { image = "<svg onload=alert(1)>"u8.ToArray() }, "*")
        ).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await _ops.PutJsonAsync("/v1/organisation/logo", new { image = new byte[300_000] }, "*")).StatusCode.ShouldBe(
            HttpStatusCode.BadRequest
        );
        (
            await _ops.PutJsonAsync("/v1/organisation", new { name = " ", locale = "none-such-x" }, "*")
                .JsonAsync(HttpStatusCode.BadRequest)
        )
            .GetProperty("errors")
            .EnumerateObject()
            .Select(error => error.Name)
            .ShouldBe(["name", "locale"], ignoreOrder: true);
    }

    [Fact]
    public async Task Other_services_ask_for_people_and_organisation_over_grpc()
    {
        var (first, second) = (Api.Unique("a-grpc"), Api.Unique("b-grpc"));
        foreach (var id in new[] { first, second })
            await _ops.PutJsonAsync(
                    $"/v1/people/{id}",
                    new
                    {
                        name = $"Name of {id}",
                        roles = new[] { "csm" },
                        teams = new[] { first },
                        timeZone = "Europe/Oslo",
                    }
                )
                .JsonAsync();
        var channel = GrpcChannel.ForAddress(
            "http://localhost",
            new GrpcChannelOptions { HttpHandler = service.Server.CreateHandler() }
        );
        var token = service
            .Services.GetRequiredService<InternalToken>()
            .Issue(new Caller("key:1", Roles.Partner, new HashSet<string>(StringComparer.Ordinal) { "accounts:read" }));
        var client = new PeopleService.PeopleServiceClient(channel.CreateCallInvoker().WithToken(token));

        var page = await client.ListPeopleAsync(new ListPeopleRequest { Team = first, Limit = 1 });
        var rest = await client.ListPeopleAsync(new ListPeopleRequest { Team = first, Cursor = page.NextCursor });
        var batch = await client.BatchGetPeopleAsync(new BatchGetPeopleRequest { Ids = { second, "nobody", first } });

        (page.People.Single().Id, page.NextCursor, rest.People.Single().Id, rest.NextCursor).ShouldBe(
            (first, first, second, "")
        );
        batch.People.Select(person => person.Name).ShouldBe([$"Name of {second}", $"Name of {first}"]);
        (batch.People[0].TimeZone, batch.People[0].State, batch.People[0].Teams.Single()).ShouldBe(
            ("Europe/Oslo", "active", first)
        );
        (await client.GetOrganisationAsync(new GetOrganisationRequest())).Locale.ShouldNotBeEmpty();
    }

    private static HttpRequestMessage Delete(string path)
    {
        var request = new HttpRequestMessage(HttpMethod.Delete, path);
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        return request;
    }
}
