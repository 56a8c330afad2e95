namespace Platform.Feedback.Links;

/// <summary>What a link gives access to.</summary>
public enum LinkKind : byte
{
    Answer = 1,
    Board = 2,
}
