using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;

namespace Platform.Gateway.Tests;

/// <summary>A client of the live stream.</summary>
internal sealed class ServerSentEvents(HttpResponseMessage response, StreamReader reader) : IAsyncDisposable
{
    public sealed record Received(long Id, string Type, JsonNode Data);

    public static async Task<ServerSentEvents> ConnectAsync(HttpClient client, string address, long? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        if (after is not null)
            request.Headers.Add("Last-Event-ID", after.Value.ToString(CultureInfo.InvariantCulture));
        var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode != HttpStatusCode.OK)
            throw new InvalidOperationException(await response.Content.ReadAsStringAsync());
        return new ServerSentEvents(response, new StreamReader(await response.Content.ReadAsStreamAsync()));
    }

    public async Task<List<Received>> TakeAsync(int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var received = new List<Received>();
        string id = "",
            type = "";
        while (received.Count < count)
        {
            var line = await reader.ReadLineAsync(patience.Token)
                ?? throw new EndOfStreamException("The stream ended.");
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal))
                received.Add(
                    new Received(long.Parse(id, CultureInfo.InvariantCulture), type, JsonNode.Parse(line[6..])!)
                );
        }

        return received;
    }

    public async Task EndsAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await reader.ReadLineAsync(patience.Token) is not null) { }
    }

    public ValueTask DisposeAsync()
    {
        reader.Dispose();
        response.Dispose();
        return ValueTask.CompletedTask;
    }
}
