namespace Platform.Accounts.Handovers;

/// <param name="Done">Whether it is ticked off; a hand-over is accepted only when everything is.</param>
public sealed record ChecklistItem(string Text, bool Done);
