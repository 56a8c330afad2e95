using System.Net;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Contacts;

public class UnicodeFormTests(AccountsUnderTest service)
{
    private const string Composed = "jos\u00e9";
    private const string Decomposed = "jose\u0301";

    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);

    [Fact]
    public async Task Composed_and_decomposed_forms_are_one_name_one_email_and_one_external_id()
    {
        var source = Api.Unique("src");
        var host = $"{Api.Unique("d")}.example";
        var account = await _ops.CreateAccountAsync(
            new { name = $"{Decomposed} GmbH", externalIds = new[] { new { source, id = $"A-{Decomposed}" } } }
        );
        var contact = await _ops.CreateContactAsync(
            account,
            new
            {
                name = Decomposed,
                email = $"{Decomposed}@{host}",
                externalIds = new[] { new { source, id = $"C-{Decomposed}" } },
            }
        );

        var shown = await _ops.GetAsync($"/v1/contacts/{contact}").JsonAsync();
        (shown.Text("name"), shown.Text("email")).ShouldBe((Composed, $"{Composed}@{host}"));
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:A-{Uri.EscapeDataString(Composed)}").JsonAsync())
            .Items()
            .Single()
            .Id()
            .ShouldBe(account);
        (await _ops.GetAsync($"/v1/accounts?externalId={source}:A-{Uri.EscapeDataString(Decomposed)}").JsonAsync())
            .Items()
            .Single()
            .Id()
            .ShouldBe(account);
        (await _ops.GetAsync($"/v1/search?q={Uri.EscapeDataString($"{Decomposed}@{host}")}").JsonAsync())
            .Items()
            .First()
            .Id()
            .ShouldBe(contact);
        var taken = new { name = "Other", externalIds = new[] { new { source, id = $"A-{Composed}" } } };
        (await _ops.PostAsync("/v1/accounts", taken).JsonAsync(HttpStatusCode.Conflict))
            .Text("type")
            .ShouldBe("accounts/external-id-taken");
    }

    [Fact]
    public async Task A_file_in_one_form_changes_what_came_in_the_other()
    {
        var source = Api.Unique("src");
        await _ops.ImportAsync($"kind=accounts&source={source}", $"id,name\n{Composed},One\n");

        var accounts = await _ops.ImportAsync($"kind=accounts&source={source}", $"id,name\n{Decomposed},One\n");
        var contacts = await _ops.ImportAsync(
            $"kind=contacts&source={source}",
            $"id,account_id,name,email\nc1,{Decomposed},{Decomposed},{Decomposed}@x.example\n"
        );
        var again = await _ops.ImportAsync(
            $"kind=contacts&source={source}",
            $"id,account_id,name,email\nc1,{Composed},{Composed},{Composed}@x.example\n"
        );
        var twice = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            $"id,name\n{Composed},One\n{Decomposed},Two\n"
        );

        accounts.Number("rowsUnchanged").ShouldBe(1);
        (contacts.Number("rowsInserted"), again.Number("rowsUnchanged")).ShouldBe((1, 1));
        (await _ops.FaultsAsync(twice.Id())).ShouldBe(["3 id repeated-in-file"]);
    }
}
