namespace Platform.Engagement.InApp;

/// <summary>How a message is shown.</summary>
public static class MessageKinds
{
    public const string Banner = "banner";
    public const string Modal = "modal";
    public const string Slideout = "slideout";
    public const string Tooltip = "tooltip";
    public const string Checklist = "checklist";

    public static readonly IReadOnlyList<string> All = [Banner, Modal, Slideout, Tooltip, Checklist];

    /// <summary>Whether it keeps the user from what they were doing: a user is offered at most one such at a
    /// time.</summary>
    public static bool IsInterrupting(string kind) => kind is Modal or Slideout;
}
