using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Waves;

public sealed record PreviewWaveRequest([Required] Audience Audience, string? Channel);
