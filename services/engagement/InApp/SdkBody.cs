using System.Text.Json;
using Platform.Contracts;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.InApp;

/// <summary>
/// Reads what the SDK sends: JSON as plain text, which browsers send to another origin without asking leave first, also
/// while a page goes away.
/// </summary>
internal static class SdkBody
{
    public static readonly string[] ContentTypes = ["text/plain", "application/json"];

    /// <exception cref="ProblemException">400 where it is no such body.</exception>
    public static async Task<T> ReadAsync<T>(HttpRequest request, CancellationToken ct)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(request.Body, ContractJson.Options, ct)
                ?? throw Problem.Invalid("body", "is empty").ToException();
        }
        catch (JsonException exception)
        {
            throw Problem.Invalid("body", exception.Message).ToException();
        }
    }
}
