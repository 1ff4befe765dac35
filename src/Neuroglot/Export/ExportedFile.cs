namespace Neuroglot.Export;

/// <summary>A file that an export wants written.</summary>
/// <param name="Name">Its name, without folder.</param>
/// <param name="Text">What is in it.</param>
public sealed record ExportedFile(string Name, string Text);
