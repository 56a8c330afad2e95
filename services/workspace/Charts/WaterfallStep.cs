namespace Platform.Workspace.Charts;

/// <param name="Label">What people call it.</param>
/// <param name="From">Where its bar starts.</param>
/// <param name="To">Where it ends.</param>
/// <param name="IsTotal">A sum, drawn from zero.</param>
/// <param name="Link">Where the bar leads, if anywhere.</param>
public sealed record WaterfallStep(string Label, decimal From, decimal To, bool IsTotal = false, string? Link = null)
{
    public decimal Change => To - From;
}
