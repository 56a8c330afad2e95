namespace Platform.Engagement.ContactBudget;

/// <summary>Why a touch was refused. The first three pass with time, the others do not.</summary>
public static class RefusalReason
{
    public const string PersonFull = "person_full";
    public const string AccountFull = "account_full";
    public const string Displaced = "displaced";
    public const string Preference = "preference";
    public const string Bounced = "bounced";
    public const string Complained = "complained";
    public const string Left = "left";
    public const string NeverOpen = "never_open";

    /// <summary>In words, for whoever is told.</summary>
    public static string Describe(string reason) =>
        reason switch
        {
            PersonFull => "The person has been written to as often as the policy allows.",
            AccountFull => "The account's people have been written to as often as the policy allows.",
            Displaced => "The place went to a touch of higher priority.",
            Preference => "The person does not want messages of this topic or channel.",
            Bounced => "The person's address does not accept mail.",
            Complained => "The person complained about our mail.",
            Left => "The person has left the customer.",
            _ => "The person's hours leave no time for it.",
        };
}
