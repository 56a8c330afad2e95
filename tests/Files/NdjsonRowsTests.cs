namespace Platform.Files.Tests;

public class NdjsonRowsTests
{
    [Fact]
    public void Flattens_nested_objects_and_joins_lists()
    {
        var row = Rows.OfNdjson(
                """
                {"externalId":"A-1","attributes":{"seats":12.50,"trial":false},"roles":["champion","admin"],
                "domain":null}
                """.ReplaceLineEndings("")
            )
            .ShouldHaveSingleItem();

        row["externalId"].ShouldBe("A-1");
        row["attributes.seats"].ShouldBe("12.50");
        row["attributes.trial"].ShouldBe("false");
        row["roles"].ShouldBe("champion|admin");
        row["domain"].ShouldBe("");
        row["country"].ShouldBeNull();
    }

    [Fact]
    public void Objects_may_bring_other_properties_line_by_line()
    {
        var rows = Rows.OfNdjson("{\"a\":1}\r\n\r\n{\"b\":2,\"a\":3}\n{\"b\":4}");

        rows.Select(row => (row.Line, row["a"], row["b"])).ShouldBe([(1, "1", null), (3, "3", "2"), (4, null, "4")]);
    }

    [Theory]
    [InlineData("{\"a\":", "not-json")]
    [InlineData("[1,2]", "not-an-object")]
    [InlineData("nonsense", "not-json")]
    [InlineData("{\"a\":\"\\ud800\"}", "undecodable-text")]
    [InlineData("{\"a\":\"x\\u0000\"}", "undecodable-text")]
    public void A_line_that_cannot_be_read_fails_alone(string line, string code)
    {
        var rows = Rows.OfNdjson($"{{\"a\":1}}\n{line}\n{{\"a\":2}}\n");

        rows.Select(row => row.Fault?.Code).ShouldBe([null, code, null]);
        rows[1].Fault!.Line.ShouldBe(2);
    }

    [Fact]
    public void Deeply_nested_input_fails_its_line_only()
    {
        var rows = Rows.OfNdjson(new string('[', 10_000) + "\n{\"a\":1}\n");

        rows.Select(row => row.Fault?.Code).ShouldBe(["not-json", null]);
    }
}
