using System.Security.Cryptography;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Platform.Simulator.Files;

namespace Platform.Simulator.Tests;

public sealed class FilesTests
{
    private static readonly DateTimeOffset Until = new(2026, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_seed_gives_the_same_bytes_and_another_seed_does_not()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<ulong>(), seed =>
            {
                var options = new SimulationOptions
                {
                    Seed = seed,
                    Accounts = 26,
                    Days = 45,
                    Until = Until,
                };
                var first = Hashes(options, FileFormat.Ndjson);
                first.ShouldBe(Hashes(options, FileFormat.Ndjson));
                var other = Hashes(options with { Seed = seed + 1 }, FileFormat.Ndjson);
                // The product's features are the same whoever buys it.
                first.Keys.Where(file => first[file] == other[file]).ShouldBe(["features"]);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(8));
    }

    /// <summary>A change here means that everybody's seeds give another company: say so in the release notes.</summary>
    [Fact]
    public void A_seed_keeps_its_company_on_every_runtime()
    {
        var hashes = Hashes(
            new SimulationOptions
            {
                Seed = 42,
                Accounts = 50,
                Days = 120,
                Until = Until,
            },
            FileFormat.Ndjson
        );
        hashes.Select(file => $"{file.Key} {file.Value[..8]}").ShouldBe(KnownHashes);
    }

    private static readonly string[] KnownHashes =
    [
        "accounts 77701d0d",
        "activities acea0632",
        "contacts a124f543",
        "features 7ad3c26d",
        "invoices aa0d4550",
        "nps-answers f3410c1b",
        "outcomes 433cac72",
        "subscriptions 0fab4445",
        "tickets 3e81fe3d",
        "truth 60358048",
        "usage b6a8c4a4",
    ];

    [Fact]
    public void Every_id_is_given_once()
    {
        var company = new SoftwareCompany(
            new SimulationOptions
            {
                Accounts = 60,
                Days = 60,
                Until = Until,
            }
        );
        foreach (
            var (file, id) in new[]
            {
                ("accounts", "externalId"),
                ("contacts", "externalId"),
                ("subscriptions", "externalId"),
                ("tickets", "externalId"),
                ("activities", "externalId"),
                ("invoices", "externalId"),
                ("nps-answers", "externalId"),
                ("features", "key"),
                ("usage", "eventId"),
                ("truth", "account"),
            }
        )
        {
            var ids = Rows(company, file).Select(row => row.GetProperty(id).GetString()).ToList();
            ids.ShouldNotBeEmpty(file);
            ids.Distinct().Count().ShouldBe(ids.Count, file);
        }
    }

    [Fact]
    public void Nothing_is_later_than_the_end_or_names_an_unknown_account()
    {
        var company = new SoftwareCompany(
            new SimulationOptions
            {
                Accounts = 40,
                Days = 90,
                Until = Until.AddHours(-9.5),
            }
        );
        var accounts = Rows(company, "accounts").Select(row => row.GetProperty("externalId").GetString()!).ToHashSet();
        foreach (
            var (file, instant) in new[]
            {
                ("usage", "occurredAt"),
                ("tickets", "openedAt"),
                ("activities", "occurredAt"),
                ("nps-answers", "answeredAt"),
            }
        )
        {
            foreach (var row in Rows(company, file))
            {
                accounts.ShouldContain(
                    row.GetProperty("account").GetString()!.Replace("sim:", "", StringComparison.Ordinal)
                );
                row.GetProperty(instant).GetDateTimeOffset().ShouldBeLessThan(company.Options.Until);
            }
        }
    }

    [Fact]
    public void Csv_says_the_same_as_ndjson()
    {
        var company = new SoftwareCompany(
            new SimulationOptions
            {
                Accounts = 25,
                Days = 30,
                Until = Until,
            }
        );
        var json = Rows(company, "contacts").ToList();
        var lines = Text(company, "contacts", FileFormat.Csv).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        lines[0]
            .ShouldBe(
                "externalId,account,name,email,title,seniority,function,roles,productUserIds,status,lastTwoWayContact"
            );
        lines.Length.ShouldBe(json.Count + 1);
        var cells = lines[1].Split(',');
        cells[0].ShouldBe(json[0].GetProperty("externalId").GetString());
        cells[7]
            .ShouldBe(string.Join(';', json[0].GetProperty("roles").EnumerateArray().Select(role => role.GetString())));
    }

    [Fact]
    public async Task Usage_is_written_with_flat_memory()
    {
        // Warm up, then write far more than may be held: 1,200 days are some 20 times what 60 are.
        await Written(days: 60);
        var small = await Written(days: 60);
        var large = await Written(days: 1_200);

        large.Rows.ShouldBeGreaterThan(small.Rows * 15);
        large.HighestHeap.ShouldBeLessThan(small.HighestHeap + 20_000_000);
    }

    private static async Task<(long Rows, long HighestHeap)> Written(int days)
    {
        var company = new SoftwareCompany(
            new SimulationOptions
            {
                Accounts = 25,
                Days = days,
                Until = Until,
            }
        );
        var stream = new CountingStream();
        var rows = await SimulatedFile
            .Called("usage")
            .WriteAsync(company, FileFormat.Ndjson, stream, TestContext.Current.CancellationToken);
        return (rows, stream.HighestHeap);
    }

    private static SortedDictionary<string, string> Hashes(SimulationOptions options, FileFormat format)
    {
        var company = new SoftwareCompany(options);
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in SimulatedFile.All)
        {
            using var bytes = new MemoryStream();
            file.WriteAsync(company, format, bytes, CancellationToken.None).GetAwaiter().GetResult();
            hashes[file.Name] = Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
        }

        return hashes;
    }

    private static IEnumerable<JsonElement> Rows(SoftwareCompany company, string file) =>
        Text(company, file, FileFormat.Ndjson)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement);

    private static string Text(SoftwareCompany company, string file, FileFormat format)
    {
        using var bytes = new MemoryStream();
        SimulatedFile.Called(file).WriteAsync(company, format, bytes, CancellationToken.None).GetAwaiter().GetResult();
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <summary>Throws away what it gets and remembers how large the live heap was meanwhile.</summary>
    private sealed class CountingStream : MemoryStream
    {
        private int _writes;

        public long HighestHeap { get; private set; }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_writes++ % 16 == 0)
                HighestHeap = Math.Max(HighestHeap, GC.GetTotalMemory(forceFullCollection: true));
            return ValueTask.CompletedTask;
        }
    }
}
