using System.ComponentModel.DataAnnotations;

namespace Platform.Feedback.Boards;

public sealed record FinishHomeworkRequest([Required, StringLength(4000)] string Result);
