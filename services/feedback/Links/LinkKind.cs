namespace Platform.Feedback.Links;

/// <summary>What a link opens: one thing, and nothing beside it.</summary>
public enum LinkKind : byte
{
    Answer = 1,
    Board = 2,
}
