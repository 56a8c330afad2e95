using System.Text.Json;
using Platform.Cli.Imports;

namespace Platform.Cli.Tests;

/// <summary>The roster of our side and past answers as files of <c>./platform import</c>.</summary>
public sealed class PeopleAndAnswersTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly PlatformDouble _platform = new();
    private readonly StringWriter _output = new();

    public void Dispose()
    {
        _directory.Dispose();
        _platform.Dispose();
        _output.Dispose();
    }

    [Fact]
    public async Task People_are_put_field_by_field_and_only_where_the_roster_says_something_else()
    {
        _directory.Write(
            "people.csv",
            """
            user id,name,mail,roles,teams,status
            anna@us.example,Anna A.,anna@us.example,csm;manager,north,active
            ben@us.example,Ben B.,,executive,,deactivated
            cleo@us.example,Cleo C.,,boss,,active
            anna@us.example,Twice,,csm,,active
            """
        );

        using (var report = await RunAsync())
            report.Errors.ShouldBe(2);
        _output.ToString().ShouldContain("people.csv: 4 rows: 2 new, 0 changed, 0 unchanged, 2 refused");
        var anna = JsonSerializer.Deserialize<JsonElement>(_platform.People["anna%40us.example"]);
        (anna.GetProperty("name").GetString(), anna.GetProperty("email").GetString()).ShouldBe(
            ("Anna A.", "anna@us.example")
        );
        anna.GetProperty("roles").EnumerateArray().Select(role => role.GetString()).ShouldBe(["csm", "manager"]);
        JsonSerializer
            .Deserialize<JsonElement>(_platform.People["ben%40us.example"])
            .GetProperty("state")
            .GetString()
            .ShouldBe("deactivated");
    }

    [Fact]
    public async Task The_same_people_again_change_nothing_and_a_column_that_is_missing_keeps_what_is_known()
    {
        _platform.People["anna"] =
            """{"id":"anna","name":"Anna","email":"a@us.example","roles":["csm"],"teams":["north"],"state":"active"}""";
        _directory.Write("people.csv", "id,name,roles\nanna,Anna,csm\n");

        using var report = await RunAsync();

        _output.ToString().ShouldContain("1 rows: 0 new, 0 changed, 1 unchanged, 0 refused");
        _platform.Requests.ShouldNotContain(request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answers_go_to_a_survey_of_the_sources_own_on_their_lines_with_people_by_e_mail()
    {
        _directory.Write("contacts.csv", "id,account,name,email\nC-1,A-1,One,one@x.example\n");
        _directory.Write(
            "answers.csv",
            "id,account,contact,score,answered at,comment\n"
                + "N-1,A-1,C-1,9,2026-03-01T10:00:00Z,Good\n\nN-2,A-9,two@x.example,3,2026-03-02T10:00:00Z,\n"
                + "N-3,A-1,C-1,eleven,2026-03-02T10:00:00Z,\n"
        );

        using var report = await RunAsync();

        _platform.Surveys.ShouldBe(["NPS (crm)"]);
        // On lines 2 and 4, as in the file.
        _platform.Answers.Select(line => line.Length > 0).ShouldBe([false, true, false, true, false]);
        var first = JsonSerializer.Deserialize<Dictionary<string, string>>(_platform.Answers[1])!;
        first.ShouldBe(
            new Dictionary<string, string>
            {
                ["key"] = "crm:N-1",
                ["score"] = "9",
                ["answeredAt"] = "2026-03-01T10:00:00.000Z",
                ["account"] = "crm:A-1",
                ["person"] = "one@x.example",
                ["comment"] = "Good",
                ["product"] = "",
                ["role"] = "",
            },
            ignoreOrder: true
        );
        report.Errors.ShouldBe(2);
        _output.ToString().ShouldContain("answers.csv: 3 rows: 1 new, 0 changed, 0 unchanged, 2 refused");
    }

    [Fact]
    public async Task A_survey_that_is_named_has_to_be_there()
    {
        _directory.Write("answers.csv", "account,score,date\nA-1,9,2026-03-01\n");

        var failed = await Should.ThrowAsync<CommandFailedException>(() => RunAsync("After a ticket"));

        failed.Message.ShouldContain("no such survey");
    }

    private Task<DefectReport> RunAsync(string? survey = null) =>
        new RunImport(
            _platform.Client(),
            new ImportOptions(_directory.Path, Source: "crm", Report: Path.Combine(_directory.Path, "report"))
            {
                Survey = survey,
            },
            _output,
            TimeProvider.System
        ).RunAsync(TestContext.Current.CancellationToken);
}
