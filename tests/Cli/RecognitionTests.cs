using Platform.Cli.Imports;
using Platform.Cli.Imports.Recognition;
using Platform.Simulator;
using Platform.Simulator.Files;

namespace Platform.Cli.Tests;

public sealed class RecognitionTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(FileFormat.Ndjson)]
    [InlineData(FileFormat.Csv)]
    public async Task What_the_simulator_writes_is_recognised_whole(FileFormat format)
    {
        var company = new SoftwareCompany(new SimulationOptions { Accounts = 25, Days = 30 });
        await CompanyFiles.WriteAsync(company, _directory.Path, format, ct: TestContext.Current.CancellationToken);

        var source = Recognition.Of(_directory.Path, null, null);

        source.Source.ShouldBe("sim");
        source.NotRecognised.ShouldBeEmpty();
        source
            .Files.Where(file => file.Kind != FileKind.LeftOut)
            .Select(file => file.Kind)
            .ShouldBe([
                FileKind.Accounts,
                FileKind.Contacts,
                FileKind.Subscriptions,
                FileKind.Tickets,
                FileKind.Activities,
                FileKind.Invoices,
                FileKind.Features,
                FileKind.Usage,
                FileKind.Outcomes,
                FileKind.Answers,
            ]);
        source.Files.Count(file => file.Kind == FileKind.LeftOut).ShouldBe(1);
        FeatureCatalogue.Of(source).Count(feature => feature.Core == true).ShouldBe(6);
    }

    [Fact]
    public void Files_of_another_source_are_taken_by_their_names()
    {
        _directory.Write("my_accounts.csv", "Account ID;Company;Signup Date\n1;Acme;31.12.2024\n");
        _directory.Write("product-usage.csv", "id,account_id,user_id,event,date,count\ne1,1,u1,export,2024-12-31,2\n");
        _directory.Write("notes.csv", "a,b\n1,2\n");

        var source = Recognition.Of(_directory.Path, null, "crm");

        source
            .Files.Select(file => (file.Name, file.Kind))
            .ShouldBe([("my_accounts.csv", FileKind.Accounts), ("product-usage.csv", FileKind.Usage)]);
        source.Files[0].Plan.Source("customerSince")!.Dates.Single().Name.ShouldBe("DD.MM.YYYY");
        source.NotRecognised.ShouldBe(["notes.csv"]);
        source.Source.ShouldBe("crm");
    }

    [Fact]
    public void A_mapping_document_says_how_one_file_is_read()
    {
        var file = _directory.Write("x.csv", "nr,wo,wer,was,wann\n1,A,u1,f1,24.12.2024\n");
        var mapping = _directory.Write(
            "m.json",
            """
            {"kind":"usage","dates":["DD.MM.YYYY"],"columns":{"nr":"eventId","wo":"account","wer":"user",
            "was":"feature","wann":"occurredAt"}}
            """.ReplaceLineEndings("")
        );

        var source = Recognition.Of(file, mapping, null);

        source.Files.Single().Kind.ShouldBe(FileKind.Usage);
        source.Files.Single().ColumnOf("feature").ShouldBe("was");
        source.Files.Single().Plan.Source("occurredAt")!.Dates.Single().Name.ShouldBe("DD.MM.YYYY");
    }

    [Fact]
    public void A_mapping_of_what_is_read_here_is_refused_with_all_its_mistakes()
    {
        var file = _directory.Write("x.csv", "wer,was\nu1,f1\n");
        var mapping = _directory.Write(
            "m.json",
            """
            {"kind":"usage","zone":"Europe/Berlin","columns":{"wer":"user","was":{"field":"feature",
            "dates":"DD.MM.YYYY"}}}
            """.ReplaceLineEndings("")
        );

        var refused = Should.Throw<CommandFailedException>(() => Recognition.Of(file, mapping, null));

        foreach (
            var path in new[]
            {
                "zone:",
                "columns.was.dates:",
                "columns (eventId):",
                "columns (account):",
                "columns (occurredAt):",
            }
        )
            refused.Message.ShouldContain(path);
    }

    [Fact]
    public void What_cannot_be_imported_is_said_plainly()
    {
        Should
            .Throw<CommandFailedException>(() => Recognition.Of(_directory.File("missing"), null, null))
            .Message.ShouldContain("no such file");
        Should
            .Throw<CommandFailedException>(() => Recognition.Of(_directory.Path, null, null))
            .Message.ShouldContain("no .csv or .ndjson");
        _directory.Write("odd.csv", "a,b\n1,2\n");
        Should
            .Throw<CommandFailedException>(() => Recognition.Of(_directory.Path, null, null))
            .Message.ShouldContain("no file here is recognised");
        Should
            .Throw<CommandFailedException>(() => Recognition.Of(_directory.Path, "pipedrive", null))
            .Message.ShouldContain("hubspot, ravenstack, salesforce, simulator, stripe, zendesk");
        var bad = _directory.Write("bad.json", """{"kind":"cakes","columns":{}}""");
        Should
            .Throw<CommandFailedException>(() => Recognition.Of(_directory.File("odd.csv"), bad, null))
            .Message.ShouldContain("'cakes'");
    }
}
