namespace Platform.Accounts.Search;

/// <param name="Kind"><c>account</c> or <c>contact</c>.</param>
/// <param name="Text">What was found: the name, the domain or the e-mail address.</param>
/// <param name="Similarity">0–1.</param>
public sealed record Found(string Kind, Guid Id, Guid AccountId, string Name, string Text, double Similarity);
