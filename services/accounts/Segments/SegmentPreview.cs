namespace Platform.Accounts.Segments;

/// <param name="Matching">How many accounts the rule takes.</param>
/// <param name="Accounts">The largest of them.</param>
/// <param name="Total">How many accounts the rule would take in.</param>
public sealed record SegmentPreview(int Matching, int Total, decimal Arr, IReadOnlyList<PreviewedAccount> Accounts);
