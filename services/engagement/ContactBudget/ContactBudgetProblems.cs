using Platform.ServiceKit.Http;

namespace Platform.Engagement.ContactBudget;

public static class ContactBudgetProblems
{
    /// <summary>409: not now, or not at all.</summary>
    public static Problem Refused(Reservation refused) =>
        new(
            "contact-budget/refused",
            StatusCodes.Status409Conflict,
            "The person may not be written to then.",
            RefusalReason.Describe(refused.Reason ?? "")
                + (
                    refused.NextFreeAt is { } next
                        ? $" The first instant that is free is {next:yyyy-MM-ddTHH:mm:ssZ}."
                        : " No instant is free as long as that stands."
                )
        )
        {
            Extensions = new Dictionary<string, object?>(StringComparer.Ordinal)
            {
                ["touchId"] = refused.TouchId,
                ["reason"] = refused.Reason,
                ["nextFreeAt"] = refused.NextFreeAt,
            },
        };

    public static Problem EffectKeyUsed(string key) =>
        new(
            "contact-budget/effect-key-used",
            StatusCodes.Status409Conflict,
            "The effect key is in use.",
            $"'{key}' names a touch of another person. Use a key of its own for each touch."
        );

    public static Problem AlreadySent(Guid id) =>
        new(
            "contact-budget/already-sent",
            StatusCodes.Status409Conflict,
            "The touch was sent.",
            $"Touch {id} reached the person: its place cannot be given back."
        );

    public static Problem NotReserved(Guid id, string state) =>
        new(
            "contact-budget/not-reserved",
            StatusCodes.Status409Conflict,
            "The touch has no place.",
            $"Touch {id} is {state}. Reserve a place under its effect key before it is sent."
        );
}
