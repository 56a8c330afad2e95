using System.Text.Json;
using Platform.Cli.Gateway;
using Platform.Cli.Portfolio;

namespace Platform.Cli.Tests;

public sealed class PortfolioTableTests
{
    [Fact]
    public void The_table_fits_100_columns_when_piped_and_says_bands_in_words()
    {
        var page = JsonSerializer.Deserialize<PortfolioPage>(
            """
            {"items":[
              {"accountId":"0198a0f0-0000-7000-8000-000000000001",
               "name":"Copperbridge Insurance International Holdings 123","size":"mid_market",
               "arr":{"amount":"1234567.00","currency":"USD"},"score":31.42,"band":"red",
               "arrAtRisk":{"amount":"1234567.00","currency":"USD"},
               "expectedLoss":{"amount":"493826.80","currency":"USD"},
               "drivers":[{"measure":"change_of_activity","cost":12.5},{"measure":"active-seat-share","cost":8},
                 "open tickets"],
               "renewalDate":"2027-01-31","owner":"csm-01"},
              {"accountId":"0198a0f0-0000-7000-8000-000000000002","name":"[Odd] name","size":null,"arr":null,
               "score":null,"band":"insufficient_data","arrAtRisk":null,"expectedLoss":null,"drivers":null,
               "renewalDate":null,"owner":null}],"next":null}
            """,
            GatewayClient.Json
        )!;
        using var text = new StringWriter();
        PortfolioTable.Write(PortfolioTable.Console(text), page.Items);

        var lines = text.ToString().Split('\n').Select(line => line.TrimEnd()).ToList();
        lines.ShouldAllBe(line => line.Length <= 100);
        lines.ShouldAllBe(line => !line.Contains('\u001b'));
        var row = lines.Single(line => line.Contains("Copperbridge"));
        foreach (var words in new[] { "1,234,567", "493,827", "31.4", "red", "2027-01-31", "mid", "change" })
            row.ShouldContain(words);
        lines.ShouldContain(line => line.Contains("[Odd] name") && line.Contains("no data"));
        lines.ShouldContain(line => line.Contains("ARR USD"));
    }
}
