using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Platform.Contracts;
using Platform.Engagement.InApp;

namespace Platform.Engagement.Tests.InApp;

/// <summary>A customer's product with an application registered: signs tokens as its backend does, asks as its pages
/// do.</summary>
internal sealed class Product(EngagementUnderTest engagement, Guid applicationId, Guid kid, string secret)
{
    public const string Origin = "https://app.product.example";

    private readonly HttpClient _browser = engagement.CreateClient();

    public Guid ApplicationId => applicationId;

    public Guid Kid { get; set; } = kid;

    public string Secret { get; set; } = secret;

    public HttpClient Ops { get; } = engagement.ClientFor("ops", "olga");

    public static async Task<Product> RegisterAsync(EngagementUnderTest engagement, params string[] origins)
    {
        var made = await engagement
            .ClientFor("ops", "olga")
            .PostAsync(
                "/v1/applications",
                new
                {
                    key = $"app-{Guid.NewGuid():N}"[..20],
                    name = "Product",
                    origins = origins.Length == 0 ? [Origin] : origins,
                }
            );
        return new Product(engagement, made.GetProperty("application").Id(), made.Id("kid"), made.Text("secret"));
    }

    /// <summary>Written by hand, as any backend may.</summary>
    public string Token(
        object account,
        string user,
        TimeSpan? life = null,
        string algorithm = "HS256",
        string? secret = null
    )
    {
        var expires = engagement.Clock.GetUtcNow().Add(life ?? TimeSpan.FromHours(1)).ToUnixTimeSeconds();
        var signed =
            Encode(
                new
                {
                    alg = algorithm,
                    typ = "JWT",
                    kid = Kid,
                }
            )
            + "."
            + Encode(
                new
                {
                    account = account.ToString(),
                    user,
                    exp = expires,
                }
            );
        var key = Base64Url.DecodeFromChars(secret ?? Secret);
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(signed)))}";
    }

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    public async Task<Guid> MessageAsync(
        string kind = "banner",
        string? audience = null,
        int priority = 50,
        bool live = true,
        object? with = null
    )
    {
        var items =
            kind == "checklist"
                ? new object[]
                {
                    new
                    {
                        key = "one",
                        label = "Export once",
                        url = "/exports",
                        feature = "export",
                    },
                    new
                    {
                        key = "two",
                        label = "Invite somebody",
                        feature = "invite",
                    },
                }
                : null;
        var definition = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["kind"] = kind,
            ["audience"] = audience,
            ["trigger"] = new { on = "page" },
            ["priority"] = priority,
            ["frequency"] = kind == "checklist" ? "until_done" : "once",
            ["variants"] = new[]
            {
                new
                {
                    key = "a",
                    share = 1,
                    texts = new Dictionary<string, object>(StringComparer.Ordinal)
                    {
                        ["en"] = new
                        {
                            title = "New: exports",
                            body = "Take your figures along.",
                            buttons = new[] { new { label = "Got it", action = "complete" } },
                            items,
                        },
                        ["de"] = new
                        {
                            title = "Neu: Export",
                            body = "Nehmen Sie Ihre Zahlen mit.",
                            items,
                        },
                    },
                },
            },
        };
        foreach (var property in with?.GetType().GetProperties() ?? [])
            definition[property.Name] = property.GetValue(with);
        var id = (
            await Ops.PostAsync(
                "/v1/messages",
                new
                {
                    applicationId,
                    name = $"Message {Guid.NewGuid():N}",
                    definition,
                }
            )
        ).Id();
        if (live)
            await Ops.PostAsync($"/v1/messages/{id}/live", new { });
        return id;
    }

    public Task<HttpResponseMessage> SendAsync(string path, object body, string? origin = Origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            // As browsers send it: plain text needs no leave of the other side.
            Content = new StringContent(
                JsonSerializer.Serialize(body, ContractJson.Options),
                Encoding.UTF8,
                "text/plain"
            ),
        };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        return _browser.SendAsync(request);
    }

    public async Task<List<JsonElement>> OpenAsync(
        object account,
        string user,
        string page = "/",
        string locale = "en",
        bool consent = true
    ) =>
        (
            await (
                await SendAsync(
                    "/sdk/v1/session",
                    new
                    {
                        token = Token(account, user),
                        consent,
                        page,
                        locale,
                    }
                )
            ).JsonAsync()
        ).List("messages");

    public async Task<Guid[]> OfferedAsync(object account, string user, string page = "/") =>
        [.. (await OpenAsync(account, user, page)).Select(message => message.Id())];

    public async Task<JsonElement> ReportAsync(object account, string user, params object[] events) =>
        await (
            await SendAsync(
                "/sdk/v1/events",
                new
                {
                    token = Token(account, user),
                    consent = true,
                    events,
                }
            )
        ).JsonAsync();

    public object Event(string kind, Guid? message = null, Guid? id = null, object? with = null)
    {
        var one = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = id ?? Guid.CreateVersion7(),
            ["at"] = engagement.Clock.GetUtcNow(),
            ["kind"] = kind,
            ["messageId"] = message,
        };
        foreach (var property in with?.GetType().GetProperties() ?? [])
            one[property.Name] = property.GetValue(with);
        return one;
    }

    public async Task<string> ReasonAsync(Guid message, Guid account, string user, string? page = null) =>
        (
            await Ops.ReadAsync(
                $"/v1/messages/{message}/reason?accountId={account}&user={user}"
                    + (page is null ? "" : $"&page={Uri.EscapeDataString(page)}")
            )
        ).Text("reason");

    internal UsageElsewhere Usage => (UsageElsewhere)engagement.Services.GetRequiredService<IUsageClient>();
}
