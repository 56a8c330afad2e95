namespace Platform.Feedback.Waves;

/// <param name="AskedLately">People who are left out because some survey asked them less than
/// <paramref name="AskAgainAfterDays"/> days ago.</param>
/// <param name="Matching">People who meet the audience's filters.</param>
/// <param name="WouldBeAsked">Those among them who would be asked now.</param>
/// <param name="AskAgainAfterDays">Days within which nobody is asked twice.</param>
public sealed record WavePreview(int Matching, int WouldBeAsked, int AskedLately, int AskAgainAfterDays);
