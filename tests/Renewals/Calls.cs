using System.Text.Json;
using Platform.Contracts;

namespace Platform.Renewals.Tests;

/// <summary>The calls that many tests begin with.</summary>
internal static class Calls
{
    public static async Task<JsonElement> ReadAsync(this HttpClient client, string path) =>
        await (await client.SendJsonAsync(HttpMethod.Get, path)).ReadAsync<JsonElement>();

    public static async Task<JsonElement> PostAsync(
        this HttpClient client,
        string path,
        object body,
        string? ifMatch = "*"
    ) => await (await client.SendJsonAsync(HttpMethod.Post, path, body, ifMatch)).ReadAsync<JsonElement>();

    public static object Price(decimal amount, int months = 1, int seats = 1) =>
        new
        {
            seats,
            amount = new Money(amount, "EUR"),
            months,
        };

    public static Task<JsonElement> SubscribeAsync(
        this HttpClient client,
        Guid accountId,
        DateOnly startsOn,
        decimal monthly,
        DateOnly? endsOn = null,
        string product = "Suite"
    ) =>
        client.PostAsync(
            "/v1/subscriptions",
            new
            {
                accountId,
                product,
                startsOn,
                endsOn,
                autoRenew = false,
                trial = false,
                price = Price(monthly),
            }
        );

    public static Task<JsonElement> SignAsync(
        this HttpClient client,
        Guid accountId,
        DateOnly startsOn,
        DateOnly endsOn,
        decimal monthly,
        bool autoRenew = false
    ) =>
        client.PostAsync(
            "/v1/contracts",
            new
            {
                accountId,
                number = Guid.NewGuid().ToString("N"),
                signedOn = startsOn,
                startsOn,
                endsOn,
                autoRenew,
                noticeDays = 60,
                lines = new[] { new { product = "Suite", price = Price(monthly) } },
            }
        );

    public static async Task<JsonElement> OnlyRenewalAsync(this HttpClient client, Guid accountId) =>
        (await client.ReadAsync($"/v1/renewals?accountId={accountId}"))
            .GetProperty("items")
            .EnumerateArray()
            .ShouldHaveSingleItem();

    public static string Iso(this DateOnly day) =>
        day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    public static Guid Id(this JsonElement element) => element.GetProperty("id").GetGuid();

    public static string Text(this JsonElement element, string property) => element.GetProperty(property).GetString()!;

    public static decimal Number(this JsonElement element, string property) =>
        element.GetProperty(property).GetDecimal();

    public static decimal Amount(this JsonElement element, string property) =>
        decimal.Parse(
            element.GetProperty(property).GetProperty("amount").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
