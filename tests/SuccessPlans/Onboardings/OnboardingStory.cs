using System.Text.Json;
using Platform.Contracts;
using Platform.Contracts.Renewals;
using Platform.TestKit;

namespace Platform.SuccessPlans.Tests.Onboardings;

/// <summary>What happens to a customer on the way: they sign, onboarding opens, milestones are done.</summary>
internal static class OnboardingStory
{
    public static async Task<ContractSigned> SignAsync(
        this SuccessPlansUnderTest service,
        Guid account,
        DateOnly? on = null
    )
    {
        var day = on ?? service.Today;
        var signed = new ContractSigned(
            account,
            Guid.NewGuid(),
            "C-1",
            day,
            day,
            day.AddYears(1),
            new Money(12_000m, "EUR")
        );
        await service.TellAsync(signed);
        return signed;
    }

    public static async Task<JsonElement> OpenedAsync(this SuccessPlansUnderTest service, Guid account)
    {
        await Eventually.HoldsAsync(
            async () => (await service.Ops.GetAsync($"/v1/accounts/{account}/onboarding")).IsSuccessStatusCode,
            "onboarding is open"
        );
        return await service.Ops.ReadAsync($"/v1/accounts/{account}/onboarding");
    }

    public static Task<JsonElement> CompleteAsync(
        this SuccessPlansUnderTest service,
        JsonElement onboarding,
        string key
    ) =>
        service.Ops.PostAsync(
            $"/v1/onboardings/{onboarding.Id()}/milestones/{onboarding.Milestone(key).Id()}/completion",
            new { evidence = "Seen" }
        );

    public static JsonElement Milestone(this JsonElement onboarding, string key) =>
        onboarding.List("milestones").Single(m => m.Text("key") == key);

    public static bool IsStalled(this JsonElement onboarding) =>
        onboarding.TryGetProperty("stalledSince", out var since) && since.ValueKind == JsonValueKind.String;
}
