using System.ComponentModel.DataAnnotations;

namespace Platform.Renewals.Risks;

/// <param name="Play">Code of a play of the risk's category; GET /v1/risks/plays lists them.</param>
public sealed record StartPlayRequest([Required] string Play, DateOnly DueOn);
