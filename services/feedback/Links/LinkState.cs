namespace Platform.Feedback.Links;

public enum LinkState
{
    Good,
    NotOurs,
    Expired,
}
