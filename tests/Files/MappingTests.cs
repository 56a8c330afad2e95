using System.Text;
using System.Text.Json;
using Platform.Files.Mapping;
using Platform.Files.Reading;

namespace Platform.Files.Tests;

/// <summary>Each key of a mapping has an effect, or is refused with its reason.</summary>
public class MappingTests
{
    private static readonly RowKind Deals = new(
        "deals",
        [
            new("id", FieldType.Text, Required: true) { IsId = true },
            new("name", FieldType.Text),
            new("account", FieldType.Text) { LookUps = ["externalId", "domain"] },
            new("amount", FieldType.Decimal) { CurrencyField = "currency" },
            new("currency", FieldType.Text),
            new("seats", FieldType.Whole),
            new("signedOn", FieldType.Date),
            new("signedAt", FieldType.Instant),
            new("won", FieldType.Boolean),
        ]
    );

    private static readonly RowKind Words = new("words", [new("id", FieldType.Text, Required: true)]);

    [Fact]
    public void Minor_units_become_the_currencys_own()
    {
        var read = Read(
            """{"columns":{"id":"id","cents":{"field":"amount","unit":"minor"},"currency":"currency"}}""",
            "id,cents,currency\n1,150000,eur\n2,150000,JPY\n3,150000,KWD\n4,150000,\n"
        );

        read.Select(row => row.Decimal("amount", 0, 1_000_000).Value).ShouldBe([1500m, 150_000m, 150m, null]);
        read[3]
            .Problems.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                problem => problem.Column.ShouldBe("cents"),
                problem => problem.Message.ShouldContain("needs a currency")
            );
    }

    [Fact]
    public void A_factor_multiplies_and_a_blank_one_is_one()
    {
        var read = Read(
            """
            {"columns":{"id":"id","price":{"field":"amount","times":"quantity"},"every":{"field":"seats",
            "values":{"year":"12","month":"1"},"times":"count"}}}
            """,
            "id,price,quantity,every,count\n1,9.50,3,year,2\n2,9.50,,month,\n3,9.50,x,month,1\n"
        );

        read.Select(row => row.Decimal("amount", 0, 100).Value).ShouldBe([28.5m, 9.5m, null]);
        read.Select(row => row.Whole("seats", 0, 100).Value).ShouldBe([24, 1, 1]);
        read[2].Problems.ShouldHaveSingleItem().Message.ShouldContain("'quantity'");
    }

    [Fact]
    public void Rows_are_taken_and_left_out_by_the_words_of_their_columns()
    {
        const string mapping = """
            {"columns":{"id":"id"},"only":{"type":["Customer","Partner"]},"leaveOut":{"is_deleted":["true","1"]},
            "ignore":["x"]}
            """;
        const string file =
            "id,type,is_deleted,x\n1,customer,false,\n2,Prospect,false,\n3,Partner,TRUE,\n4,Partner,,\n";
        var scanned = Scan(mapping, file);

        scanned.Rows.ShouldBe(2);
        scanned
            .Problems.ShouldHaveSingleItem()
            .ShouldSatisfyAllConditions(
                remark => remark.Severity.ShouldBe("info"),
                remark => remark.Message.ShouldStartWith("2 rows were left out")
            );
        Read(mapping, file).Select(row => row.RequiredText("id")).ShouldBe(["1", "4"]);
    }

    [Fact]
    public void Columns_are_joined_and_blank_ones_passed_over()
    {
        var read = Read(
            """{"columns":{"id":"id"},"joined":[{"columns":["first","last"],"field":"name","empty":["n/a"]}]}""",
            "id,first,last\n1,Ada,Lovelace\n2,,Hopper\n3,Grace,n/a\n4,,\n"
        );

        read.Select(row => row.Text("name").Value).ShouldBe(["Ada Lovelace", "Hopper", "Grace", null]);
    }

    [Fact]
    public void Of_several_columns_the_first_that_is_not_blank_may_be_taken() =>
        Read(
                """
                {"empty":["-"],"columns":{"id":"id"},"joined":[{"columns":["a","b","c"],"take":"first",
                "field":"name"}]}
                """.ReplaceLineEndings(""),
                "id,a,b,c\n1,,-,z\n2,x,y,\n3,,,\n"
            )
            .Select(row => row.Text("name").Value)
            .ShouldBe(["z", "x", null]);

    [Fact]
    public void A_column_may_give_its_field_only_in_some_rows() =>
        Read(
                """{"columns":{"id":"id","changed":{"field":"signedOn","when":{"status":["solved","closed"]}}}}""",
                "id,changed,status\n1,2026-01-01,Solved\n2,2026-01-02,open\n"
            )
            .Select(row => row.Date("signedOn").Value)
            .ShouldBe([new DateOnly(2026, 1, 1), null]);

    [Fact]
    public void A_repeated_column_is_refused_only_where_it_is_read()
    {
        Should
            .Throw<UnreadableFileException>(() => Scan("""{"columns":{"id":"id","n":"name"}}""", "id,n,N\n1,a,b\n"))
            .Code.ShouldBe("repeated-column");
        Should.Throw<UnreadableFileException>(() => Scan(null, "id,ID\n1,2\n")).Code.ShouldBe("repeated-column");
        Scan("""{"columns":{"id":"id"},"ignore":["active","active (2)"]}""", "id,active,active\n1,a,b\n")
            .Rows.ShouldBe(1);
    }

    [Fact]
    public void Words_for_empty_are_empty_in_every_field_and_do_not_sway_what_is_detected()
    {
        var read = Read(
            """
            {"empty":["NULL","n/a"],"columns":{"id":"id","name":"name","seats":"seats","day":"signedOn",
            "won":"won"}}
            """.ReplaceLineEndings(""),
            "id,name,seats,day,won\n1,null,N/A,NULL,n/a\n2,x,3,16/10/2024,yes\n"
        );

        (
            read[0].Text("name").Value,
            read[0].Whole("seats", 0, 9).Value,
            read[0].Date("signedOn").Value,
            read[0].Boolean("won").Value
        ).ShouldBe((null, null, null, null));
        (read[1].Whole("seats", 0, 9).Value, read[1].Date("signedOn").Value, read[1].Boolean("won").Value).ShouldBe(
            (3, new DateOnly(2024, 10, 16), true)
        );
        read.ShouldAllBe(row => !row.HasErrors);
    }

    [Fact]
    public void Several_spellings_of_dates_may_be_declared_for_one_column()
    {
        var read = Read(
            """
            {"dates":["YYYY-MM-DD","YYYY-MM-DD UTC","excel","epoch"],"empty":"NULL","columns":{"id":"id",
            "day":"signedOn"}}
            """.ReplaceLineEndings(""),
            "id,day\n1,45292\n2,2024-01-01 00:00:00 UTC\n3,2024-01-01T00:00:00.000+0000\n4,NULL\n5,1704067200\n6,soon\n"
        );

        read.Select(row => row.Date("signedOn").Value)
            .ShouldBe([new(2024, 1, 1), new(2024, 1, 1), new(2024, 1, 1), null, new(2024, 1, 1), null]);
        read.Select(row => row.HasErrors).ShouldBe([false, false, false, false, false, true]);
    }

    [Theory]
    [InlineData("2026-04-01T00:30:00+02:00", "Europe/Berlin", "2026-04-01", "2026-03-31T22:30:00Z")]
    [InlineData("2026-03-31T22:30:00Z", "Europe/Berlin", "2026-04-01", "2026-03-31T22:30:00Z")]
    [InlineData("2026-04-01 00:30", "Europe/Berlin", "2026-04-01", "2026-03-31T22:30:00Z")]
    [InlineData("2026-04-01 00:30", null, "2026-04-01", "2026-04-01T00:30:00Z")]
    [InlineData("2026-04-01T00:30:00+02:00", null, "2026-04-01", "2026-03-31T22:30:00Z")]
    public void The_zone_of_a_mapping_settles_days_and_instants_alike(
        string text,
        string? zone,
        string day,
        string instant
    )
    {
        var declared = zone is null ? "" : $"\"timeZone\":\"{zone}\",";
        var read = Read(
                $$$"""{{{{declared}}}"columns":{"id":"id","when":["signedOn","signedAt"]}}""",
                $"id,when\n1,{text}\n"
            )
            .Single();

        read.Date("signedOn").Value.ShouldBe(DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture));
        read.Instant("signedAt")
            .Value.ShouldBe(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_json_number_is_what_it_is_whatever_the_texts_of_its_column_are()
    {
        const string file = "{\"id\":1,\"amount\":1.500}\n{\"id\":2,\"amount\":12.125}\n";
        Scan(null, file, SourceFile.Ndjson).NeedsConfirmation.ShouldBeFalse();
        Read(null, file, SourceFile.Ndjson)
            .Select(row => row.Decimal("amount", 0, 100).Value)
            .ShouldBe([1.5m, 12.125m]);
        Read(null, "{\"id\":1,\"amount\":\"1,5\"}\n{\"id\":2,\"amount\":2.125}\n", SourceFile.Ndjson)
            .Select(row => row.Decimal("amount", 0, 100).Value)
            .ShouldBe([1.5m, 2.125m]);
        Scan(null, "{\"id\":1,\"amount\":\"1.500\"}\n", SourceFile.Ndjson).NeedsConfirmation.ShouldBeTrue();
    }

    [Theory]
    [InlineData("1.00235E+12", true)]
    [InlineData("1,00235E+12", true)]
    [InlineData("1e+20", true)]
    [InlineData("123.0", true)]
    [InlineData("00123", false)]
    [InlineData("12e34", false)]
    [InlineData("1.2.0", false)]
    [InlineData("A-123.0", false)]
    [InlineData("4711", false)]
    public void An_id_that_a_spreadsheet_rewrote_is_warned_about(string id, bool isWarned)
    {
        var row = Read(null, $"id,name\n\"{id}\",x\n").Single();
        row.RequiredText("id").ShouldBe(id);
        row.Problems.Select(problem => (problem.Code, problem.Severity))
            .ShouldBe(isWarned ? [("looks-like-a-shortened-number", "warning")] : []);
    }

    [Fact]
    public void A_column_may_be_missing_only_where_the_mapping_says_so()
    {
        Should
            .Throw<UnreadableFileException>(() =>
                Scan("""{"columns":{"id":"id"},"leaveOut":{"gone":["true"]}}""", "id\n1\n")
            )
            .Code.ShouldBe("missing-column");
        Scan(
            """{"columns":{"id":"id","who":"name"},"leaveOut":{"gone":["true"]},"optional":["gone","who"]}""",
            "id\n1\n"
        )
            .Rows.ShouldBe(1);
    }

    [Fact]
    public void A_delimiter_declared_for_ndjson_is_refused() =>
        Should
            .Throw<UnreadableFileException>(() =>
                Scan("""{"delimiter":";","columns":{"id":"id"}}""", "{\"id\":1}\n", SourceFile.Ndjson)
            )
            .Code.ShouldBe("no-delimiter-in-ndjson");

    [Theory]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"delimeter":";"}""", "delimeter")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"timeZone":"Mars/Base"}""", "timeZone")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"timeZone":2}""", "timeZone")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"encoding":"latin-9"}""", "encoding")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"delimiter":";;"}""", "delimiter")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"decimalSeparator":"'"}""", "decimalSeparator")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"booleans":{"true":["x"]}}""", "booleans")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"ignore":{"x":1}}""", "ignore")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"ignore":["A"]}""", "ignore (A)")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"optional":["z"]}""", "optional (z)")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"only":["x"]}""", "only")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"leaveOut":{"x":[]}}""", "leaveOut.x")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"joined":[{"columns":["b"],"field":"name"}]}""", "joined[0]")]
    [InlineData(
        """{"kind":"deals","columns":{"a":"id"},"joined":[{"columns":["b","c"],"field":"name","between":" "}]}""",
        "joined[0].between"
    )]
    [InlineData(
        """{"kind":"deals","columns":{"a":"id"},"joined":[{"columns":["b","c"],"field":"name","take":"last"}]}""",
        "joined[0].take"
    )]
    [InlineData(
        """
            {"kind":"deals","columns":{"a":"id"},"joined":[{"columns":["b","c"],"field":"name","take":"first",
            "with":"-"}]}
            """,
        "joined[0].with"
    )]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":[]}}""", "columns.b")]
    [InlineData(
        """{"kind":"deals","columns":{"a":"id","b":{"field":"name","dates":"YYYY-MM-DD"}}}""",
        "columns.b.dates"
    )]
    [InlineData(
        """{"kind":"deals","columns":{"a":"id","b":{"field":"name","booleans":{"true":["y"],"false":["n"]}}}}""",
        "columns.b.booleans"
    )]
    [InlineData(
        """{"kind":"deals","columns":{"a":"id","b":{"field":"name","decimalSeparator":","}}}""",
        "columns.b.decimalSeparator"
    )]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"name","lookup":"domain"}}}""", "columns.b.lookup")]
    [InlineData(
        """{"kind":"deals","columns":{"a":"id","b":{"field":"account","lookup":"phone"}}}""",
        "columns.b.lookup"
    )]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"name","unit":"minor"}}}""", "columns.b.unit")]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"amount","unit":"cents"}}}""", "columns.b.unit")]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"amount","unit":"minor"}}}""", "columns (amount)")]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"name","times":"c"}}}""", "columns.b.times")]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"name","when":"c"}}}""", "columns.b.when")]
    [InlineData(
        """{"kind":"deals","columns":{"a":"id","b":{"field":"name","otherwise":"x"}}}""",
        "columns.b.otherwise"
    )]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"won","values":[1]}}}""", "columns.b.values")]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":{"field":"signedOn","dates":"soon"}}}""", "columns.b.dates")]
    [InlineData("""{"kind":"deals","columns":{"a":"id","b":"id"}}""", "columns (id)")]
    [InlineData("""{"kind":"deals","columns":{"b":"name"}}""", "columns (id)")]
    [InlineData("""{"kind":"deals","columns":{"a":"id"},"constants":{"colour":"red"}}""", "constants.colour")]
    [InlineData("""{"kind":"words","columns":{"a":"id"},"dates":["YYYY-MM-DD"]}""", "dates")]
    [InlineData("""{"kind":"words","columns":{"a":"id"},"timeZone":"Europe/Berlin"}""", "timeZone")]
    [InlineData("""{"kind":"words","columns":{"a":"id"},"booleans":{"true":["y"],"false":["n"]}}""", "booleans")]
    [InlineData("""{"kind":"words","columns":{"a":"id"},"decimalSeparator":","}""", "decimalSeparator")]
    [InlineData("""{"kind":"cakes","columns":{}}""", "kind")]
    public void A_key_without_effect_or_with_a_wrong_value_is_refused_by_its_path(string document, string path)
    {
        var (mapping, mistakes) = MappingDocument.Read(
            JsonSerializer.Deserialize<JsonElement>(document),
            [Deals, Words]
        );

        mapping.ShouldBeNull();
        mistakes.Keys.ShouldBe([path]);
    }

    private static ScannedFile Scan(string? mapping, string file, string format = SourceFile.Csv)
    {
        ImportMapping? read = null;
        if (mapping is not null)
        {
            var (whole, mistakes) = MappingDocument.Read(
                JsonSerializer.Deserialize<JsonElement>($"{{\"kind\":\"deals\",{mapping.TrimStart()[1..]}"),
                [Deals, Words]
            );
            mistakes.ShouldBeEmpty();
            read = whole;
        }
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return ScannedFile.Scan(stream, format, Deals, read, new Dictionary<string, string>());
    }

    private static List<RowReader> Read(string? mapping, string file, string format = SourceFile.Csv)
    {
        var scanned = Scan(mapping, file, format);
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(file));
        return
        [
            .. SourceFile
                .Read(stream, format, scanned.Reading)
                .Where(scanned.Plan.Takes)
                .Select(row => new RowReader(scanned.Plan, row)),
        ];
    }
}
