namespace Platform.SuccessPlans.Sharing;

public sealed class ShareAccess
{
    public Guid Id { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>What was done with the link: looked at, commented, confirmed.</summary>
    public string Action { get; init; } = "";

    /// <summary>The part of the plan that it was about.</summary>
    public Guid? SubjectId { get; init; }

    /// <summary>
    /// Why it was refused: <c>revoked</c>, <c>expired</c>, or of what was tried <c>not_found</c> (no such part of the
    /// customer's), <c>not_possible</c> (done before, or waiting for another) and <c>incomplete</c> (a form without
    /// name or text); null where it was not.
    /// </summary>
    public string? Refused { get; init; }

    /// <summary>The browser, as it calls itself.</summary>
    public string? Agent { get; init; }
}
