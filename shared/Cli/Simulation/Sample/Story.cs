using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.Cli.Simulation.Sample;

/// <summary>
/// One thing that happened, as the calls that tell it one after the other. Each POST has a key made of the story's
/// name, its route and its place among those of the route, so that telling the story again gives the same answers and
/// changes nothing.
/// </summary>
/// <param name="name">Unique in the sample, the same at each load.</param>
internal sealed class Story(Scene scene, string name)
{
    private readonly Dictionary<string, int> _posts = new(StringComparer.Ordinal);

    public Task<JsonElement> PostAsync(Person by, string path, object body, CancellationToken ct)
    {
        var key = NextKey(path);
        return SendAsync(by, () => scene.Of(by).PostAsync<JsonElement>(path, key, body, ct), ct);
    }

    /// <summary>A file's text.</summary>
    public Task<JsonElement> PostTextAsync(Person by, string path, string text, string type, CancellationToken ct) =>
        SendAsync(
            by,
            () => scene.Of(by).PostAsync<JsonElement>(path, () => new StringContent(text, Encoding.UTF8, type), ct),
            ct
        );

    private string NextKey(string path)
    {
        var place = _posts[path] = _posts.GetValueOrDefault(path) + 1;
        var route = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 8));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"sample-{scene.Company.Options.Seed}-{name}-{route}-{place}"
        );
    }

    /// <summary>Has no key: call it only where something would change.</summary>
    public Task<JsonElement> PutAsync(Person by, string path, object body, CancellationToken ct) =>
        SendAsync(by, () => scene.Of(by).ChangeAsync<JsonElement>(HttpMethod.Put, path, body, ct), ct);

    /// <inheritdoc cref="PutAsync"/>
    public Task<JsonElement> PatchAsync(Person by, string path, object body, CancellationToken ct) =>
        SendAsync(by, () => scene.Of(by).ChangeAsync<JsonElement>(HttpMethod.Patch, path, body, ct), ct);

    public Task<JsonElement> GetAsync(string path, CancellationToken ct) => scene.GetAsync(path, ct);

    private async Task<JsonElement> SendAsync(Person by, Func<Task<JsonElement>> call, CancellationToken ct)
    {
        while (true)
        {
            await scene.Calls.WaitAsync(ct);
            try
            {
                return await call();
            }
            catch (CommandFailedException refused)
                when (refused.Status == HttpStatusCode.Forbidden && by.Role == "csm" && scene.MayBeUnheardOf)
            {
                // The service may not have heard yet that the account is theirs.
            }
            finally
            {
                scene.Calls.Release();
            }

            await Task.Delay(300, ct);
        }
    }
}
