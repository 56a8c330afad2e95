using Platform.ServiceKit.Auth;
using Platform.ServiceKit.Http;

namespace Platform.Engagement.ContactBudget;

/// <summary>What a request for a place has to fulfil.</summary>
internal static class ReservationRules
{
    private const int DefaultPriority = 50;
    private const int MostDaysAhead = 366;

    /// <returns>Null where nothing is wrong.</returns>
    public static Problem? Check(CreateReservationRequest request, DateTimeOffset now)
    {
        var errors = new Dictionary<string, string[]>(StringComparer.Ordinal);
        if (RecipientAddress.Normalise(request.Email) is null)
            errors["email"] = [$"'{request.Email}' is not an e-mail address"];
        if (!TouchChannels.All.Contains(request.Channel, StringComparer.Ordinal))
            errors["channel"] = [$"'{request.Channel}' is none of {string.Join(", ", TouchChannels.All)}"];
        if (!TouchTopics.All.Contains(request.Topic, StringComparer.Ordinal))
            errors["topic"] = [$"'{request.Topic}' is none of {string.Join(", ", TouchTopics.All)}"];
        if (request.PlannedAt > now.AddDays(MostDaysAhead))
            errors["plannedAt"] = [$"lies more than {MostDaysAhead} days ahead"];
        if (request.Priority is < 0 or > 100)
            errors["priority"] = [$"{request.Priority} is not from 0 to 100"];
        if (request.Source?.Length > 200)
            errors["source"] = ["is longer than 200 characters"];
        if (request.EffectKey is { Length: 0 or > 200 })
            errors["effectKey"] = ["is not of 1 to 200 characters"];
        return errors.Count == 0 ? null : Problem.Invalid(errors);
    }

    /// <summary>A caller's keys are its own: two tools may use the same ones.</summary>
    public static TouchRequest ToTouch(CreateReservationRequest request, Caller caller) =>
        new(
            request.Email,
            request.AccountId,
            request.Channel,
            request.Topic,
            request.Priority ?? DefaultPriority,
            request.Source ?? caller.Id,
            request.EffectKey is { } key ? $"{caller.Id}/{key}" : Guid.CreateVersion7().ToString("N")
        )
        {
            PlannedAt = request.PlannedAt,
        };
}
