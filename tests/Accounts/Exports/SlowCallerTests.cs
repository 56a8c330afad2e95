using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Platform.ServiceKit.Auth;

namespace Platform.Accounts.Tests.Exports;

/// <summary>Callers who take their time hold up nobody: there are more of them here than the pool has connections
/// (20).</summary>
public sealed class SlowCallerTests(AccountsUnderTest service)
{
    private const int Many = 48;
    private readonly HttpClient _ops = service.ClientFor(Roles.Ops);
    private readonly HttpClient _other = service.ClientFor(Roles.Manager, "somebody-else");

    [Fact]
    public async Task Slow_readers_of_exports_and_reports_hold_up_nobody_and_get_all_of_it()
    {
        var source = Api.Unique("slow");
        using var importer = service.ClientFor(Roles.Ops, source);
        var rows = string.Concat(
            Enumerable
                .Range(1, 1_500)
                .Select(i =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{i},A company with a name of some length to fill the pipe {source} {i},,2024-03-13\n"
                    )
                )
        );
        await importer.ImportAsync($"kind=accounts&source={source}", "id,name,employees,customer_since\n" + rows);
        var faulty = await _ops.ImportAsync(
            $"kind=accounts&source={source}",
            "id,name,employees,customer_since\n" + rows.Replace(",,2024-03-13", ",x,never", StringComparison.Ordinal)
        );

        foreach (
            var path in new[]
            {
                $"/v1/exports/accounts?source={source}",
                $"/v1/audit/export?actor={source}",
                $"/v1/imports/{faulty.Id()}/report",
            }
        )
        {
            // The head of the answer only: what follows fills the pipe between the two and waits there.
            var readers = await Task.WhenAll(
                Enumerable.Range(0, Many).Select(_ => _ops.GetAsync(path, HttpCompletionOption.ResponseHeadersRead))
            );
            readers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.OK, path);
            await OthersAreServedAsync();

            var lengths = await Task.WhenAll(
                readers.Select(async answer => (await answer.Content.ReadAsByteArrayAsync()).Length)
            );
            lengths.Distinct().Single().ShouldBeGreaterThan(100_000, path);
            foreach (var answer in readers)
                answer.Dispose();
        }
    }

    [Fact]
    public async Task Slow_senders_of_files_hold_up_nobody_and_their_files_come_in()
    {
        var source = Api.Unique("slow");
        using var rest = new SemaphoreSlim(0);
        var senders = Enumerable
            .Range(0, Many)
            .Select(i =>
            {
                var content = new HalfSentContent($"id,name\n{i},Slowly {source} {i}\n", rest);
                content.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
                return (content.Begun, Answer: _ops.PostAsync($"/v1/imports?kind=accounts&source={source}", content));
            })
            .ToList();
        await Task.WhenAll(senders.Select(sender => sender.Begun)).WaitAsync(TimeSpan.FromSeconds(30));

        await OthersAreServedAsync();

        rest.Release(Many);
        foreach (var (_, answer) in senders)
            (await answer).StatusCode.ShouldBe(HttpStatusCode.Accepted);
    }

    private async Task OthersAreServedAsync()
    {
        var name = Api.Unique("beside");
        var written = await _other.PostAsJsonAsync("/v1/accounts", new { name }).WaitAsync(TimeSpan.FromSeconds(10));
        written.StatusCode.ShouldBe(HttpStatusCode.Created, await written.Content.ReadAsStringAsync());
        var read = await _other.GetStringAsync(written.Headers.Location).WaitAsync(TimeSpan.FromSeconds(10));
        read.ShouldContain(name);
    }

    /// <summary>Sends half of a text, and the other half when it may.</summary>
    private sealed class HalfSentContent(string text, SemaphoreSlim rest) : HttpContent
    {
        private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Begun => _begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            await stream.WriteAsync(bytes.AsMemory(0, bytes.Length / 2));
            await stream.FlushAsync();
            _begun.SetResult();
            await rest.WaitAsync();
            await stream.WriteAsync(bytes.AsMemory(bytes.Length / 2));
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
