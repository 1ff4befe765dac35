namespace Neuroglot.SpineML.Writing;

/// <summary>How lists of connections and values are written.</summary>
public enum ListForm
{
    /// <summary>Each as it is: in the document, or as a file beside it.</summary>
    Unchanged,

    /// <summary>All in the documents.</summary>
    Xml,

    /// <summary>All but short ones as files of records beside the documents.</summary>
    Binary,
}
