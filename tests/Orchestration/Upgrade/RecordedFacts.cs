namespace Platform.Orchestration.Upgrade;

/// <summary>What an installation held when it was recorded.</summary>
/// <param name="Sample">An account of the sample.</param>
/// <param name="Accounts">How many there were.</param>
/// <param name="Key">An API key that may read accounts.</param>
/// <param name="Link">The path of a customer's link to the plan.</param>
/// <param name="Secret">By which the webhook's receiver checks signatures.</param>
/// <param name="Receiver">The webhook's address.</param>
/// <param name="Dead">An account of which feedback could not handle the message.</param>
/// <param name="Waiting">An account whose message waits for feedback.</param>
internal sealed record RecordedFacts(
    Guid Sample,
    string SampleName,
    int Accounts,
    Guid View,
    string Key,
    Guid Plan,
    string Link,
    Guid Webhook,
    string Secret,
    string Receiver,
    Guid Dead,
    Guid Waiting
);
